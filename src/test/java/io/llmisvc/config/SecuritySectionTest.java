package io.llmisvc.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamePatterns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecuritySectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"autoMountServiceAccountToken\": true}",
        "{\"restrictRoutesToOwnPaths\": false, \"endpointPickerAccounts\": \"any\","
            + " \"allowedModelSchemes\": [\"*\"], \"allowedServiceAccounts\": [\"*\"]}",
      })
  void refusesNothingByDefaultAndWithWhatKServeWrites(String document) {
    assertThat(security(document)).isEqualTo(Settings.Security.defaults());
  }

  @Test
  void readsEveryMember() {
    assertThat(
            security(
                """
                {"restrictRoutesToOwnPaths": true, "endpointPickerAccounts": "managed",
                 "allowedModelSchemes": ["hf", "oci+native"], "allowedServiceAccounts": []}\
                """))
        .isEqualTo(
            new Settings.Security(
                true,
                Settings.PickerAccounts.MANAGED,
                new NamePatterns(List.of("hf", "oci+native")),
                new NamePatterns(List.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"allowedServiceAcounts\": []}",
        "{\"RestrictRoutesToOwnPaths\": true}",
        "{\"restrictRoutesToOwnPaths\": \"true\"}",
        "{\"restrictRoutesToOwnPaths\": null}",
        "{\"endpointPickerAccounts\": \"Managed\"}",
        "{\"endpointPickerAccounts\": null}",
        "{\"endpointPickerAccounts\": true}",
        "{\"allowedModelSchemes\": \"hf\"}",
        "{\"allowedModelSchemes\": null}",
        "{\"allowedModelSchemes\": [\"hf://\"]}",
        "{\"allowedModelSchemes\": [\"HF\"]}",
        "{\"allowedServiceAccounts\": [1]}",
        "{\"allowedServiceAccounts\": [\"\"]}",
        "{\"allowedServiceAccounts\": {\"a\": \"b\"}}",
      })
  void refusesWhatWouldBeARestrictionThatIsNotThere(String document) {
    // Given
    String member = document.substring(2, document.indexOf('"', 2));
    // When
    SettingsResult result = parse(Map.of("security", document));
    // Then
    assertThat(result)
        .isInstanceOfSatisfying(
            SettingsResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .singleElement()
                    .asString()
                    .startsWith("key security: " + member + " is "));
  }

  @Test
  void refusesTheKeyInAnotherCase() {
    // When
    SettingsResult result = parse(Map.of("Security", "{}"));
    // Then
    assertThat(result)
        .isInstanceOfSatisfying(
            SettingsResult.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .containsExactly("key Security: must be written security"));
  }

  private static Settings.Security security(String document) {
    return switch (parse(Map.of("security", document))) {
      case SettingsResult.Valid valid -> valid.settings().security();
      case SettingsResult.Invalid invalid -> throw new AssertionError(invalid.message());
    };
  }

  private static SettingsResult parse(Map<String, String> data) {
    return OperatorConfig.parse(OperatorEnvironment.defaults(), data);
  }
}
