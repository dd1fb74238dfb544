package io.llmisvc.composition;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.composition.explanation.SpecExplanation;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.composition.layer.Structure;
import io.llmisvc.composition.step.CompositionContext;
import io.llmisvc.merge.Path;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.finding.SchemaViolation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Checks the spec that came out of all layers and steps. Each layer has been checked by itself:
 * what is wrong now was made by a template, by the operator, or by layers that do not go together.
 */
final class FinishedSpec {
  private static final String PARENTS = "/router/route/http/spec/parentRefs/";
  private static final JsonPointer PICKER_CONFIG =
      JsonPointer.compile("/router/scheduler/config/inline");

  /** Characters of all paths of a spec that is replayed; those that are shipped have a tenth. */
  private static final long MOST_EXPLAINED = 2_000_000;

  private static final int INDEX_LENGTH = 16;

  /** Nobody corrects more at once. */
  private static final int MOST = 50;

  private static final Pattern RULE = Pattern.compile("(\\.spec\\.rules)\\[\\d+]");

  private final StrategicMerge merge;
  private final Structure structure;

  FinishedSpec(StrategicMerge merge, Structure structure) {
    this.merge = merge;
    this.structure = structure;
  }

  /**
   * @param explained replays the composition, to tell who wrote what
   */
  void check(
      SpecTree spec,
      CompositionContext context,
      Function<CompositionContext, SpecExplanation> explained) {
    List<SchemaViolation> violations =
        structure.service().apply(spec.root()).stream()
            .filter(violation -> !isMeant(violation, spec))
            .toList();
    if (violations.isEmpty()) {
      return;
    }
    boolean isExplained = pathLengths(spec.root(), 0) <= MOST_EXPLAINED;
    Optional<SpecExplanation> explanation =
        isExplained ? Optional.of(explained.apply(context.quietly())) : Optional.empty();
    Set<String> told = new HashSet<>();
    for (SchemaViolation violation : violations.subList(0, Math.min(MOST, violations.size()))) {
      if (told.add(RULE.matcher(violation.path()).replaceFirst("$1[]") + violation.message())) {
        Path path = merge.locate(spec.root(), violation.place());
        SchemaViolation signed =
            explanation.map(it -> signed(violation, path, context, it)).orElse(violation);
        context.findings().add(signed.finding());
      }
    }
  }

  /** What the paths of all values below would take as text. */
  private static long pathLengths(JsonNode node, long here) {
    long sum = here;
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      sum += pathLengths(member.getValue(), here + member.getKey().length() + 1);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      sum += pathLengths(node.get(i), here + INDEX_LENGTH);
    }
    return sum;
  }

  private static SchemaViolation signed(
      SchemaViolation violation,
      Path path,
      CompositionContext context,
      SpecExplanation explanation) {
    return explanation
        .source(path)
        .filter(source -> source.layer() != Explanation.Layer.OPERATOR)
        .map(source -> violation.by(context.layer(source).title()))
        .orElse(violation);
  }

  /**
   * What steps leave behind on purpose: a parent without a name is the default Gateway, which
   * nobody has configured and the router tells of; the text of a ConfigMap is kept as it is.
   */
  private static boolean isMeant(SchemaViolation violation, SpecTree spec) {
    JsonPointer place = violation.place();
    return place.equals(PICKER_CONFIG)
        || (place.toString().startsWith(PARENTS) && spec.root().at(place).asText().isEmpty());
  }
}
