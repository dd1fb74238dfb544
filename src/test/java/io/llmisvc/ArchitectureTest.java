package io.llmisvc;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of packages: who may see whom, and what the core must not touch. */
class ArchitectureTest {
  private static final String BASE = "io.llmisvc.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.llmisvc");

  private static final Map<String, Set<String>> MAY_SEE = new LinkedHashMap<>();

  static {
    MAY_SEE.put("api", Set.of());
    MAY_SEE.put("crd", Set.of());
    MAY_SEE.put("memo", Set.of());
    MAY_SEE.put("schema", Set.of());
    MAY_SEE.put("merge", Set.of("schema"));
    MAY_SEE.put("template", Set.of("schema", "memo"));
    MAY_SEE.put("model", Set.of("api"));
    MAY_SEE.put("reading", Set.of("model"));
    MAY_SEE.put("composition", Set.of("model", "api", "merge", "template", "schema", "reading"));
    MAY_SEE.put("validation", Set.of("model", "api"));
    MAY_SEE.put("desired", Set.of("model", "api", "memo", "reading"));
    MAY_SEE.put("status", Set.of("model", "api"));
    MAY_SEE.put("plan", Set.of("model", "api", "composition", "validation", "desired"));
    MAY_SEE.put("cluster", Set.of("model", "api", "memo"));
    MAY_SEE.put("config", Set.of("model", "api", "reading"));
    MAY_SEE.put("reconcile", Set.of("plan", "status", "cluster", "config", "model", "api", "memo"));
    MAY_SEE.put("webhook", Set.of("plan", "validation", "model", "api"));
    // The presets and the operator ConfigMap are files to the command line.
    MAY_SEE.put(
        "cli",
        Set.of("plan", "validation", "status", "model", "api", "composition", "config", "reading"));
  }

  private static final List<String> CORE =
      List.of(
          "memo",
          "schema",
          "merge",
          "template",
          "model",
          "reading",
          "composition",
          "validation",
          "desired",
          "status",
          "plan");

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
                    Stream.of("io.llmisvc"), MAY_SEE.keySet().stream().map(p -> BASE + p + ".."))
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void coreTouchesNothingOutsideOfItself() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(CORE))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.fabric8.kubernetes.client..",
                "io.javaoperatorsdk..",
                "io.quarkus..",
                "jakarta..",
                "java.nio.file..",
                "java.net.http..",
                "java.util.logging..",
                "org.slf4j..",
                "org.jboss.logging.."))
        .check(CLASSES);
  }

  @Test
  void coreReadsNoClockNoEnvironmentAndNoDice() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(CORE))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat(
            describe(
                "are dice",
                type ->
                    Set.of("java.util.Random", "java.security.SecureRandom", "java.time.Clock")
                        .contains(type.getName())))
        .check(CLASSES);
  }

  @Test
  void onlyTheClusterUsesTheClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "cluster..")
        .should()
        .callMethodWhere(target(owner(assignableTo(KubernetesClient.class))))
        .check(CLASSES);
  }

  @Test
  void classesAreNamedAfterWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Processor)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(CLASSES);
  }

  private static void check(String name, Set<String> maySee) {
    String[] others =
        MAY_SEE.keySet().stream()
            .filter(other -> !other.equals(name) && !maySee.contains(other))
            .map(other -> BASE + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(BASE + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> BASE + name + "..").toArray(String[]::new);
  }
}
