package io.llmisvc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name means one class, which is named after what it is. */
class ClassNamesTest {
  /** The resources of the API have one class for each of its versions. */
  private static final String VERSIONS = "io\\.llmisvc\\.api\\.v1alpha[12]";

  @Test
  void classesAreNamedAfterWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Processor)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(MainClasses.ALL);
  }

  @Test
  void noTwoClassesHaveOneName() {
    Map<String, Set<String>> packages =
        named(MainClasses.ALL)
            .filter(type -> !type.getPackageName().matches(VERSIONS))
            .collect(
                groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getPackageName, toSet())));
    assertThat(packages).isNotEmpty();
    packages.values().removeIf(all -> all.size() == 1);
    assertThat(packages).isEmpty();
  }

  @Test
  void noTestHasTheNameOfWhatIsTested() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.llmisvc");
    Set<String> names = named(MainClasses.ALL).map(JavaClass::getSimpleName).collect(toSet());
    assertThat(named(tests)).isNotEmpty();
    assertThat(named(tests).filter(test -> names.contains(test.getSimpleName()))).isEmpty();
  }

  private static Stream<JavaClass> named(JavaClasses classes) {
    return classes.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }
}
