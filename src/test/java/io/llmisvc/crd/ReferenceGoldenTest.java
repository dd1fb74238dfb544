package io.llmisvc.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.llmisvc.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The pages about the fields of both kinds are made of the CRDs; {@code -Dgolden.update} writes
 * them.
 */
class ReferenceGoldenTest {
  private static final Path FOLDER = Path.of("docs", "reference");
  private static final Path SHAPES =
      Path.of("kubernetes", "components", "conversion", "own-shapes.yaml");
  private static final String SERVICE = "llminferenceservice.md";
  private static final String CONFIG = "llminferenceserviceconfig.md";
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z]*\\.?m?d?)#([a-z0-9-]+)\\)");

  private static final String HEAD =
      """
      # %s

      The fields of `serving.kserve.io/v1alpha2` and `v1alpha1`, which have one schema: what v1alpha1 has no word for, and does not show [with conversion](../conversion.md), is marked. Made from the
      CustomResourceDefinition, as is what `kubectl explain` and [editors](../editors.md) say. A field that is not required and has no default is one whose absence means something; its meaning says what.
      """;
  private static final String OF_CONFIG =
      HEAD
          + """

          The spec is that of a [service](llminferenceservice.md), but other configs or the service may bring what it leaves out, `baseRefs` is not allowed, and texts may be [templates](../presets.md).
          """;

  @Test
  void thePagesAreWhatTheDefinitionsSay() throws IOException {
    for (Map.Entry<String, String> page : pages().entrySet()) {
      Path file = FOLDER.resolve(page.getKey());
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, page.getValue());
      }
      assertThat(file).hasContent(page.getValue());
    }
  }

  @Test
  void eachLinkLeadsToASection() throws IOException {
    Map<String, String> pages = pages();
    pages.forEach(
        (name, text) -> {
          Matcher link = LINK.matcher(text);
          while (link.find()) {
            String target = link.group(1).isEmpty() ? name : link.group(1);
            assertThat(
                    Objects.requireNonNull(pages.get(target), target)
                        .lines()
                        .map(ReferenceGoldenTest::anchor))
                .as("%s links to %s", name, link.group())
                .contains(link.group(2));
          }
        });
  }

  /** Fields with the words of a specification that is ours; those of Kubernetes may have none. */
  @Test
  void everyFieldOfTheSpecHasAMeaning() throws IOException {
    String spec = Objects.requireNonNull(pages().get(SERVICE)).split("\n## ", -1)[1];
    assertThat(spec).contains("| `replicas` |", "| `template` |");
    assertThat(spec.lines().filter(line -> line.startsWith("| `")))
        .noneMatch(line -> line.endsWith("|  |"));
  }

  private static Map<String, String> pages() throws IOException {
    Set<String> onlyNew =
        ReferencePage.removed(
            new ObjectMapper(new YAMLFactory()).readTree(Files.readString(SHAPES)));
    Map<JsonNode, String> described = new HashMap<>();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(
        SERVICE,
        new ReferencePage(SERVICE, described, onlyNew)
            .text(
                HEAD.formatted("LLMInferenceService"),
                schema("llminferenceservices"),
                Schemas.load().type("LLMInferenceServiceSpec")));
    pages.put(
        CONFIG,
        new ReferencePage(CONFIG, described, onlyNew)
            .text(
                OF_CONFIG.formatted("LLMInferenceServiceConfig"),
                schema("llminferenceserviceconfigs"),
                Schemas.load().type("LLMInferenceServiceSpec")));
    return pages;
  }

  /** That of the first version; the other one has the same. */
  private static JsonNode schema(String plural) {
    JsonNode versions =
        Objects.requireNonNull(GeneratedCrds.all().get(plural)).at("/spec/versions");
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).path("schema")).isEqualTo(versions.get(1).path("schema"));
    return versions.get(0).at("/schema/openAPIV3Schema");
  }

  private static String anchor(String line) {
    return line.startsWith("## ")
        ? line.substring(3).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "")
        : "";
  }
}
