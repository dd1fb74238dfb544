package io.llmisvc.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for any objects; the seed is the argument of a failing test. {@code
 * -Dconversion.seeds=N} tries more of them.
 */
class ConversionPropertyTest {
  private static final int SEEDS = Integer.getInteger("conversion.seeds", 400);
  private static final String POOL = "/router/scheduler/pool/spec";

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void backAndForthGivesTheSameTree(long seed) {
    for (ApiVersion version : ApiVersion.values()) {
      // Given
      ObjectNode object = new RandomObjects(seed).any(version);
      ObjectNode before = object.deepCopy();

      // When
      ObjectNode other = Conversion.convert(object, version.other().toString());

      // Then
      assertThat(other.path("apiVersion").textValue()).isEqualTo(version.other().toString());
      assertThat(Conversion.convert(other, version.toString())).isEqualTo(object);
      assertThat(object).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eachVersionHasItsOwnWords(long seed) {
    // When
    ObjectNode older =
        Conversion.convert(
            new RandomObjects(seed).proper(ApiVersion.V1ALPHA2), ApiVersion.V1ALPHA1.toString());
    ObjectNode newer =
        Conversion.convert(
            new RandomObjects(seed).proper(ApiVersion.V1ALPHA1), ApiVersion.V1ALPHA2.toString());

    // Then
    assertThat(older.path("spec").findValues("kvCacheOffloading")).isEmpty();
    assertThat(older.path("spec").findValues("confidential")).isEmpty();
    assertThat(older.at("/spec" + POOL).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("selector", "targetPortNumber", "extensionRef");
    assertThat(newer.path("spec").findValues("criticality")).isEmpty();
    assertThat(newer.at("/spec" + POOL).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("selector", "targetPorts", "endpointPickerRef");
    assertThat(newer.path("metadata").toString()).doesNotContain("v1alpha1-spec");
  }

  /**
   * @param older in v1alpha1
   * @param newer the same in v1alpha2
   */
  private record Edit(String name, Consumer<ObjectNode> older, Consumer<ObjectNode> newer) {
    static Edit ofBoth(String name, Consumer<ObjectNode> edit) {
      return new Edit(name, edit, edit);
    }
  }

  private static final List<Edit> EDITS =
      List.of(
          Edit.ofBoth("nothing", object -> {}),
          Edit.ofBoth("prefill gone", object -> spec(object).remove("prefill")),
          Edit.ofBoth(
              "another model", object -> spec(object).withObject("/model").put("uri", "hf://x/y")),
          Edit.ofBoth("no adapters", object -> spec(object).withObject("/model").remove("lora")),
          Edit.ofBoth("adapters turned round", ConversionPropertyTest::turnAdaptersRound),
          Edit.ofBoth("first adapter gone", ConversionPropertyTest::removeFirstAdapter),
          Edit.ofBoth(
              "no pool", object -> spec(object).withObject("/router/scheduler").remove("pool")),
          Edit.ofBoth("no router", object -> spec(object).remove("router")),
          Edit.ofBoth("label", object -> object.withObject("/metadata/labels").put("a", "b")),
          new Edit(
              "port",
              object -> pool(object).put("targetPortNumber", 8001),
              ConversionPropertyTest::setFirstPort),
          new Edit(
              "no port",
              object -> pool(object).remove("targetPortNumber"),
              object -> pool(object).remove("targetPorts")),
          new Edit(
              "selector",
              object -> pool(object).putObject("selector").put("x", "y"),
              object -> pool(object).putObject("selector").putObject("matchLabels").put("x", "y")),
          new Edit(
              "picker's port",
              object -> pool(object).withObject("/extensionRef").put("portNumber", 1),
              object -> pool(object).withObject("/endpointPickerRef/port").put("number", 1)),
          new Edit(
              "no picker",
              object -> pool(object).remove("extensionRef"),
              object -> pool(object).remove("endpointPickerRef")),
          new Edit(
              "criticality",
              object -> spec(object).withObject("/model").put("criticality", "Sheddable"),
              object ->
                  object
                      .withObject("/metadata/annotations")
                      .put("internal.serving.kserve.io/model-criticality", "Sheddable")));

  @ParameterizedTest
  @MethodSource("seeds")
  void anEditInTheOlderVersionIsTheSameEditInTheNewer(long seed) {
    // Given
    Edit edit = EDITS.get((int) (seed % EDITS.size()));
    ObjectNode stored = new RandomObjects(seed).proper(ApiVersion.V1ALPHA2);
    ObjectNode read = Conversion.convert(stored, ApiVersion.V1ALPHA1.toString()).deepCopy();
    edit.older().accept(read);

    // When
    ObjectNode written = Conversion.convert(read, ApiVersion.V1ALPHA2.toString());

    // Then
    ObjectNode expected = stored.deepCopy();
    edit.newer().accept(expected);
    assertThat(written).as(edit.name()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void forgedAnnotationsBringNothingOfAWrongShape(long seed) {
    for (ApiVersion version : ApiVersion.values()) {
      // Given
      RandomObjects objects = new RandomObjects(seed);
      ObjectNode object = objects.proper(version);
      ObjectNode annotations = object.withObject("/metadata/annotations");
      for (String key :
          List.of("v1alpha1-spec", "v1alpha2-spec", "model-criticality", "lora-criticalities")) {
        if (new Random(seed + key.hashCode()).nextBoolean()) {
          annotations.put("internal.serving.kserve.io/" + key, objects.forgery());
        }
      }

      // When
      ObjectNode converted = Conversion.convert(object, version.other().toString());

      // Then
      ObjectNode spec = (ObjectNode) converted.path("spec");
      SpecPart.of(spec)
          .filter(part -> spec.at(part.at()).isObject())
          .forEach(
              part ->
                  assertThat(part.wordings())
                      .as("%s of %s", part.at(), spec)
                      .allMatch(words -> words.fits(words.of((ObjectNode) spec.at(part.at())))));
      assertThat(unknownTo(object.path("spec"), spec)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverStandsWhereverItIsConverted(long seed) {
    // Given
    Random dice = new Random(seed);
    ObjectNode object = new RandomObjects(seed).any(ApiVersion.V1ALPHA2);
    List<JsonPointer> places =
        List.of(
            JsonPointer.compile("/metadata"),
            JsonPointer.compile("/metadata/annotations"),
            JsonPointer.compile("/spec"),
            JsonPointer.compile("/status"),
            JsonPointer.compile("/spec/model"),
            JsonPointer.compile("/spec/router"));
    JsonPointer place = places.get(dice.nextInt(places.size()));
    if (object.at(place.head()) instanceof ObjectNode owner) {
      owner.set(place.last().getMatchingProperty(), RandomObjects.yaml("[text, 1]"));
    }

    // When
    ObjectNode older = Conversion.convert(object, ApiVersion.V1ALPHA1.toString());

    // Then
    assertThat(Conversion.convert(older, ApiVersion.V1ALPHA2.toString())).isEqualTo(object);
  }

  /** Members of a spec that stand neither in another one nor among the words of a version. */
  private static List<String> unknownTo(JsonNode other, ObjectNode spec) {
    return StreamSupport.stream(((Iterable<String>) spec::fieldNames).spliterator(), false)
        .filter(name -> !other.has(name) && !name.equals("kvCacheOffloading"))
        .toList();
  }

  private static ObjectNode spec(ObjectNode object) {
    return object.withObject("/spec");
  }

  private static ObjectNode pool(ObjectNode object) {
    return object.withObject("/spec" + POOL);
  }

  private static ArrayNode adapters(ObjectNode object) {
    return (ArrayNode) object.at("/spec/model/lora/adapters");
  }

  private static void removeFirstAdapter(ObjectNode object) {
    if (!adapters(object).isEmpty()) {
      adapters(object).remove(0);
    }
  }

  private static void turnAdaptersRound(ObjectNode object) {
    ArrayNode adapters = adapters(object);
    ArrayNode turned = JsonNodeFactory.instance.arrayNode();
    adapters.forEach(adapter -> turned.insert(0, adapter));
    object.withObject("/spec/model/lora").set("adapters", turned);
  }

  private static void setFirstPort(ObjectNode object) {
    ArrayNode ports = JsonNodeFactory.instance.arrayNode();
    ports.addObject().put("number", 8001);
    object
        .at("/spec" + POOL + "/targetPorts")
        .valueStream()
        .skip(1)
        .filter(port -> port.path("number").intValue() != 8001)
        .forEach(ports::add);
    pool(object).set("targetPorts", ports);
  }
}
