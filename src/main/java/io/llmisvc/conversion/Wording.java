package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.ReadLimits;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One thing that an object says, in the words of either version: some of its members. The functions
 * take and give just these members, and change nothing that they are given.
 *
 * @param members their names in both versions, and what they must look like
 * @param older into the words of v1alpha1; what it cannot say is left out
 * @param newer into the words of v1alpha2
 * @param edited what somebody said anew, completed by what was kept of before
 */
record Wording(
    Map<String, Predicate<JsonNode>> members,
    UnaryOperator<ObjectNode> older,
    UnaryOperator<ObjectNode> newer,
    BinaryOperator<ObjectNode> edited) {

  /** What both versions can say to the full, each in its own words. */
  static Wording translated(
      Map<String, Predicate<JsonNode>> members,
      UnaryOperator<ObjectNode> older,
      UnaryOperator<ObjectNode> newer) {
    return new Wording(members, older, newer, (said, kept) -> said);
  }

  /** A member that v1alpha1 does not have. */
  static Wording onlyNewer(String member, Predicate<JsonNode> shape) {
    return translated(
        Map.of(member, shape), said -> JsonNodeFactory.instance.objectNode(), said -> said);
  }

  /** What an object says of this. */
  ObjectNode of(ObjectNode object) {
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    object.forEachEntry(
        (name, value) -> {
          if (members.containsKey(name)) {
            said.set(name, value);
          }
        });
    return said;
  }

  boolean fits(ObjectNode said) {
    return ReadLimits.excess(said).isEmpty() && Shape.object(members).test(said);
  }

  /**
   * Rewrites an object. What was kept is right as long as it still says what the object says; after
   * an edit it only completes.
   *
   * @param kept what an annotation holds in the words of the version that is wanted; may be empty
   * @return what to keep for the way back, which alone would not give the same; empty otherwise
   */
  ObjectNode rewrite(ObjectNode object, ObjectNode kept, ApiVersion wanted) {
    ObjectNode said = of(object);
    if (!fits(said)) {
      return JsonNodeFactory.instance.objectNode();
    }
    ObjectNode now = in(wanted, said);
    if (!kept.isEmpty()) {
      now = in(wanted.other(), kept).equals(said) ? kept : edited.apply(now, kept);
    }
    object.remove(members.keySet());
    object.setAll(now);
    return in(wanted.other(), now).equals(said) ? JsonNodeFactory.instance.objectNode() : said;
  }

  private ObjectNode in(ApiVersion version, ObjectNode said) {
    return (version == ApiVersion.V1ALPHA1 ? older : newer).apply(said);
  }
}
