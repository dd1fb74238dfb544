package io.llmisvc;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The core touches nothing but its arguments, and each library is used where it belongs. */
class OutsideWorldTest {
  /** Libraries, and the only packages that use them. */
  private static final Map<String, Set<String>> USED_BY = new LinkedHashMap<>();

  static {
    USED_BY.put("picocli", Set.of("cli.."));
    USED_BY.put("io.quarkus", Set.of("", "reconcile..", "cluster", "webhook", "nativeimage"));
    USED_BY.put("org.graalvm", Set.of("nativeimage"));
    USED_BY.put("com.oracle", Set.of("nativeimage"));
    USED_BY.put("jakarta", Set.of("reconcile..", "cluster..", "webhook"));
    USED_BY.put("org.jboss", Set.of("reconcile..", "cluster..", "webhook"));
    USED_BY.put("io.javaoperatorsdk", Set.of("reconcile.."));
    USED_BY.put("io.quarkiverse", Set.of("reconcile.."));
    USED_BY.put("io.micrometer", Set.of("metrics", "reconcile.."));
    USED_BY.put("io.prometheus", Set.of("metrics"));
    USED_BY.put("io.opentelemetry", Set.of("reconcile"));
    USED_BY.put("org.eclipse.microprofile", Set.of("reconcile..", "webhook"));
    USED_BY.put("io.vertx", Set.of("cluster.sending", "webhook"));
    USED_BY.put("org.slf4j", Set.of());
    USED_BY.put("org.bouncycastle", Set.of("cluster", "cluster.certificate"));
    USED_BY.put("com.networknt", Set.of("validation.structure"));
    USED_BY.put("com.github.difflib", Set.of("cli.output"));
    // The resources of the API extend a type of the client, and a part of the CRD generator.
    USED_BY.put(
        "io.fabric8.kubernetes.client",
        Set.of("cluster..", "live", "reconcile..", "api.v1alpha1", "api.v1alpha2", "crd"));
  }

  private static final String[] MACHINE = {
    "java.net.http..",
    "java.nio.channels..",
    "java.nio.file..",
    "java.util.concurrent..",
    "java.util.logging..",
    "java.util.random..",
    "javax.."
  };

  private static final Set<String> MACHINE_TYPES =
      Set.of(
          "java.io.Console",
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.System",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.net.InetAddress",
          "java.net.ServerSocket",
          "java.net.Socket",
          "java.net.URL",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.UUID");

  private static final Set<String> CALLS_OF_CHANCE =
      Set.of("java.lang.Math.random", "java.util.Collections.shuffle");

  /** They read what is built into the program, once. */
  private static final Set<String> LOADERS =
      Set.of("ReleaseTable", "Presets", "Schemas", "SpecStructure");

  @TestFactory
  Stream<DynamicTest> eachLibraryIsUsedOnlyWhereItBelongs() {
    return USED_BY.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
  }

  @Test
  void theCoreSeesNothingOfTheMachine() {
    noClasses()
        .that()
        .resideInAnyPackage(MainClasses.core())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(MACHINE)
                .or(describe("are of the machine", type -> MACHINE_TYPES.contains(type.getName()))))
        .check(MainClasses.ALL);
  }

  @Test
  void theCoreReadsNoClockAndLeavesNothingToChance() {
    noClasses()
        .that()
        .resideInAnyPackage(MainClasses.core())
        .should()
        .accessTargetWhere(describe("read a clock", OutsideWorldTest::readsAClock))
        .orShould()
        .accessTargetWhere(describe("throw dice", OutsideWorldTest::throwsDice))
        .orShould()
        .accessTargetWhere(
            describe("start threads", access -> access.getName().matches("parallel(Stream)?")))
        .check(MainClasses.ALL);
  }

  @Test
  void theCoreReadsOnlyWhatIsBuiltIn() {
    noClasses()
        .that()
        .resideInAnyPackage(MainClasses.core())
        .and(describe("load nothing", type -> !LOADERS.contains(type.getSimpleName())))
        .should()
        .accessTargetWhere(describe("read resources", OutsideWorldTest::readsAResource))
        .check(MainClasses.ALL);
  }

  private static boolean readsAResource(JavaAccess<?> access) {
    return access.getName().startsWith("getResource")
        && (access.getTargetOwner().isEquivalentTo(Class.class)
            || access.getTargetOwner().isAssignableTo(ClassLoader.class));
  }

  private static boolean readsAClock(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return access.getName().equals("now") && owner.getPackageName().startsWith("java.time");
  }

  private static boolean throwsDice(JavaAccess<?> access) {
    return CALLS_OF_CHANCE.contains(access.getTargetOwner().getName() + "." + access.getName());
  }

  private static void check(String library, Set<String> users) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            users.stream()
                .map(user -> user.isEmpty() ? "io.llmisvc" : MainClasses.BASE + user)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(MainClasses.ALL);
  }
}
