package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Services and configs of one version of the API in another. To convert and back gives the same
 * tree; an edit in between wins over what was kept. Only {@code apiVersion}, annotations and parts
 * of the spec change: a v1alpha1 status may have every field of a v1alpha2 one.
 */
public final class Conversion {
  private static final JsonPointer SPEC = JsonPointer.compile("/spec");
  private static final Set<String> KINDS = Set.of(ServingApi.SERVICE_KIND, ServingApi.CONFIG_KIND);

  private Conversion() {}

  /**
   * The object in a version. It is the argument itself when it has that version, and shares with it
   * what is the same in both.
   *
   * @param apiVersion with its group
   * @throws UnsupportedConversionException when kind or versions are not known; nothing else that
   *     somebody wrote is an error
   */
  public static ObjectNode convert(ObjectNode object, String apiVersion) {
    ApiVersion wanted = ApiVersion.of(apiVersion).orElse(null);
    ApiVersion given = version(object);
    if (wanted == null || given == null || !KINDS.contains(object.path("kind").asText())) {
      throw new UnsupportedConversionException(object, apiVersion);
    }
    return given == wanted ? object : converted(object, wanted);
  }

  static @Nullable ApiVersion version(ObjectNode object) {
    return ApiVersion.of(object.path("apiVersion").asText()).orElse(null);
  }

  /**
   * Where annotations cannot hold what would have to be kept, the spec stays as it is: better in
   * the words of the other version than lost.
   *
   * @param object of the other version
   */
  static ObjectNode converted(ObjectNode object, ApiVersion wanted) {
    ObjectNode result = named(object, wanted);
    ObjectNode spec = Branches.own(result, SPEC);
    Annotations annotations = Annotations.of(object).orElse(null);
    if (spec == null || annotations == null) {
      return result;
    }
    Kept kept = rewrite(spec, annotations, wanted);
    String text = kept.text();
    if (text != null) {
      annotations.set(wanted.other().annotation(), text);
    }
    if (annotations.haveOutgrown() || !Kept.read(text).keepsTheSameAs(kept)) {
      return named(object, wanted);
    }
    annotations.write(result);
    return result;
  }

  /** Rewrites a spec by what the annotations keep, which goes, and tells what to keep now. */
  private static Kept rewrite(ObjectNode spec, Annotations annotations, ApiVersion wanted) {
    Kept before = Kept.read(annotations.get(wanted.annotation()));
    annotations.set(wanted.annotation(), before.rest());
    Criticalities.unfold(spec, annotations);
    Kept now = new Kept();
    SpecPart.of(spec)
        .forEach(
            part -> {
              ObjectNode object = Branches.own(spec, part.at());
              if (object != null) {
                ObjectNode known = before.of(part, spec);
                for (Wording wording : part.wordings()) {
                  now.put(part, object, wording.rewrite(object, wording.of(known), wanted));
                }
              }
            });
    Criticalities.fold(spec, annotations);
    return now;
  }

  private static ObjectNode named(ObjectNode object, ApiVersion wanted) {
    return Branches.copy(object).put("apiVersion", wanted.toString());
  }
}
