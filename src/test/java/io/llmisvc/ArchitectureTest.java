package io.llmisvc;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of packages: who may see whom. */
class ArchitectureTest {
  private static final Map<String, Set<String>> MAY_SEE = new LinkedHashMap<>();

  static {
    MAY_SEE.put("api", Set.of());
    MAY_SEE.put("crd", Set.of("tree"));
    MAY_SEE.put("nativeimage", Set.of("plan", "model"));
    MAY_SEE.put("memo", Set.of());
    MAY_SEE.put("metrics", Set.of());
    MAY_SEE.put("schema", Set.of());
    MAY_SEE.put("tree", Set.of());
    MAY_SEE.put("merge", Set.of("schema", "tree"));
    MAY_SEE.put("template", Set.of("schema", "memo"));
    MAY_SEE.put("model", Set.of("api"));
    MAY_SEE.put("conversion", Set.of("api", "tree"));
    MAY_SEE.put(
        "composition",
        Set.of("model", "api", "memo", "merge", "template", "schema", "tree", "conversion"));
    MAY_SEE.put("validation", Set.of("model", "api"));
    MAY_SEE.put("desired", Set.of("model", "api", "memo", "tree"));
    MAY_SEE.put("status", Set.of("model", "api"));
    MAY_SEE.put("diagnosis", Set.of("status", "model", "api"));
    MAY_SEE.put(
        "plan", Set.of("model", "api", "memo", "composition", "validation", "desired", "tree"));
    MAY_SEE.put("capacity", Set.of("model"));
    MAY_SEE.put("admission", Set.of("plan", "validation", "conversion", "model", "api", "tree"));
    MAY_SEE.put("cluster", Set.of("model", "api", "memo", "metrics"));
    MAY_SEE.put("config", Set.of("model", "api", "tree"));
    MAY_SEE.put("fitness", Set.of("model", "api", "config", "tree"));
    MAY_SEE.put(
        "reconcile",
        Set.of(
            "admission",
            "plan",
            "status",
            "diagnosis",
            "cluster",
            "config",
            "model",
            "api",
            "memo",
            "metrics"));
    MAY_SEE.put(
        "webhook",
        Set.of("admission", "conversion", "cluster", "config", "model", "api", "tree", "metrics"));
    MAY_SEE.put("live", Set.of("cluster", "model", "api"));
    // The presets and the operator ConfigMap are files to the command line.
    MAY_SEE.put(
        "cli",
        Set.of(
            "plan",
            "validation",
            "status",
            "live",
            "diagnosis",
            "capacity",
            "model",
            "api",
            "composition",
            "config",
            "fitness",
            "tree"));
  }

  @TestFactory
  Stream<DynamicTest> eachPackageSeesOnlyWhatTheTableAllows() {
    return MAY_SEE.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
  }

  @Test
  void everyPackageIsInTheTable() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of("io.llmisvc"),
                    MAY_SEE.keySet().stream().map(p -> MainClasses.BASE + p + ".."))
                .toArray(String[]::new))
        .check(MainClasses.ALL);
  }

  @Test
  void packagesOfAnyDepthFormNoCycles() {
    slices().matching("io.llmisvc.(**)").should().beFreeOfCycles().check(MainClasses.ALL);
  }

  @Test
  void onlyTheClusterAndItsReaderUseTheClient() {
    noClasses()
        .that()
        .resideOutsideOfPackages(MainClasses.BASE + "cluster..", MainClasses.BASE + "live")
        .should()
        .callMethodWhere(target(owner(assignableTo(KubernetesClient.class))))
        .check(MainClasses.ALL);
  }

  private static void check(String name, Set<String> maySee) {
    String[] others =
        MAY_SEE.keySet().stream()
            .filter(other -> !other.equals(name) && !maySee.contains(other))
            .map(other -> MainClasses.BASE + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(MainClasses.BASE + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .check(MainClasses.ALL);
  }
}
