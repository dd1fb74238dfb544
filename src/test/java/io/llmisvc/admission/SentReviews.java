package io.llmisvc.admission;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.ServiceMeta;
import org.jspecify.annotations.Nullable;

/** SentReviews as an API server sends them. */
final class SentReviews {
  private SentReviews() {}

  /** The answer of who serves a path. */
  static ObjectNode answer(Admission admission, String path, ObjectNode review) {
    return requireNonNull(admission.reviewers().get(path), path).apply(review);
  }

  static ObjectNode of(
      String operation, String kind, @Nullable ObjectNode object, @Nullable ObjectNode old) {
    ObjectNode subject = object == null ? old : object;
    ServiceMeta meta = ServiceMeta.of(subject == null ? empty() : subject);
    ObjectNode review = empty();
    review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
    ObjectNode request = review.putObject("request");
    request.put("uid", "u-1").put("operation", operation);
    request.put("namespace", meta.namespace()).put("name", meta.name());
    String apiVersion = subject == null ? "" : subject.path("apiVersion").asText();
    request
        .putObject("kind")
        .put("group", "serving.kserve.io")
        .put("version", apiVersion.substring(apiVersion.indexOf('/') + 1))
        .put("kind", kind);
    if (object != null) {
      request.set("object", object);
    }
    if (old != null) {
      request.set("oldObject", old);
    }
    return review;
  }

  static ObjectNode object(String kind, String version, String namespace, String name) {
    ObjectNode object = empty();
    object.put("apiVersion", "serving.kserve.io/" + version).put("kind", kind);
    object.putObject("metadata").put("namespace", namespace).put("name", name);
    object.putObject("spec");
    return object;
  }

  /** Lays objects over objects, member by member. */
  static void overlay(ObjectNode base, JsonNode over) {
    over.properties()
        .forEach(
            member -> {
              if (base.get(member.getKey()) instanceof ObjectNode below
                  && member.getValue().isObject()) {
                overlay(below, member.getValue());
              } else {
                base.set(member.getKey(), member.getValue().deepCopy());
              }
            });
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
