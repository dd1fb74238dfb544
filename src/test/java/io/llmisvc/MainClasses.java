package io.llmisvc;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** What the tests of the structure look at: the classes of the product, and which are its core. */
final class MainClasses {
  static final String BASE = "io.llmisvc.";

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.llmisvc");

  private static final List<String> CORE =
      List.of(
          "memo",
          "schema",
          "merge",
          "template",
          "model",
          "tree",
          "conversion",
          "composition",
          "validation",
          "desired",
          "status",
          "plan",
          "capacity",
          "admission",
          "fitness",
          "diagnosis");

  private MainClasses() {}

  /** The packages that only compute, as patterns. */
  static String[] core() {
    return CORE.stream().map(name -> BASE + name + "..").toArray(String[]::new);
  }
}
