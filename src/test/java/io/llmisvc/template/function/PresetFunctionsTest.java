package io.llmisvc.template.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.schema.Schemas;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.JsonValues;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetFunctionsTest {
  @ParameterizedTest
  @CsvSource({"60,15,40", "30,15,10", "90,15,70", "4,0,0", "4,1,0", "10,20,0", "0,0,0"})
  void leavesWhatIsLeftOfTheGracePeriod(long grace, long preStop, long expected)
      throws ValueException {
    // Given
    Value pod = typed("PodSpec", "{\"terminationGracePeriodSeconds\":" + grace + "}");

    // When
    Value seconds = shutdownTimeout(new Value.Pointer(pod, "PodSpec"), preStop);

    // Then
    assertThat(seconds).isEqualTo(Value.of(expected));
  }

  @Test
  void takesSixtySecondsOfGraceWhenNoneIsSet() throws ValueException {
    // When
    List<Value> seconds =
        List.of(
            shutdownTimeout(new Value.Pointer(null, "PodSpec"), 15),
            shutdownTimeout(Value.Nil.NIL, 15),
            shutdownTimeout(typed("PodSpec", "{}"), 15));

    // Then
    assertThat(seconds).containsOnly(Value.of(40));
  }

  @Test
  void refusesAPodThatIsNone() {
    assertThatThrownBy(() -> shutdownTimeout(Value.of("pod"), 15))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("expected *v1.PodSpec; got string");
  }

  @Test
  void writesNoTransferConfigWithoutOffloading() throws ValueException {
    assertThat(kvTransferConfig(new Value.Pointer(null, "KVCacheOffloadingSpec")))
        .isEqualTo(Value.of(""));
  }

  @Test
  void writesTheTransferConfigForADoubleQuotedAssignment() throws ValueException {
    // Given
    Value spec =
        typed(
            "KVCacheOffloadingSpec",
            """
            {"cpu": "1500M", "evictionPolicy": "arc", "secondary": [
              {"fileSystem": {"emptyDir": {"size": "1Gi"}}}, {}, {"fileSystem": {}}]}
            """);

    // When
    Value flag = kvTransferConfig(spec);

    // Then
    assertThat(((Value.Text) flag).value().replace("\\\"", "\""))
        .isEqualTo(
            "--kv-transfer-config '{\"kv_connector\":\"OffloadingConnector\","
                + "\"kv_connector_extra_config\":{\"cpu_bytes_to_use\":1500000000,"
                + "\"eviction_policy\":\"arc\",\"secondary_tiers\":["
                + "{\"root_dir\":\"/mnt/kv-cache-0\",\"type\":\"fs\"},"
                + "{\"root_dir\":\"/mnt/kv-cache-2\",\"type\":\"fs\"}],"
                + "\"spec_name\":\"TieringOffloadingSpec\"},\"kv_role\":\"kv_both\"}'");
  }

  @ParameterizedTest
  @CsvSource({
    "1Gi,1073741824",
    "0.5Ki,512",
    "1k,1000",
    "1e3,1000",
    "1E2,100",
    "1E,1000000000000000000",
    "100m,1",
    "1001m,2",
    "7,7",
    ".5,1",
    "2.,2",
    "+3M,3000000",
    "9Ei,9223372036854775807"
  })
  void readsQuantitiesAsBytes(String quantity, long bytes) throws ValueException {
    assertThat(ByteQuantity.parse(quantity)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gi", "1 Gi", "1GiB", "x", "1.2.3", "--1"})
  void refusesWhatIsNoQuantity(String quantity) {
    assertThatThrownBy(() -> ByteQuantity.parse(quantity)).isInstanceOf(ValueException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.", "1e1", "1Gi", "."})
  void refusesALongQuantityInNoTime(String piece) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatThrownBy(() -> ByteQuantity.parse(piece.repeat(200_000)))
                .isInstanceOf(ValueException.class));
  }

  private static Value shutdownTimeout(Value pod, long preStop) throws ValueException {
    return ShutdownTimeout.FUNCTION.call(
        "shutdownTimeout", List.of(pod, Value.of(preStop)), budget());
  }

  private static Value kvTransferConfig(Value spec) throws ValueException {
    return KvTransferConfig.FUNCTION.call("kvTransferConfig", List.of(spec), budget());
  }

  private static Budget budget() {
    return new Budget(Budget.Limits.OF_SERVICE);
  }

  private static Value typed(String type, String json) {
    try {
      return JsonValues.of(JsonMapper.builder().build().readTree(json), Schemas.load().type(type));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
