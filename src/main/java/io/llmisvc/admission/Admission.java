package io.llmisvc.admission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.conversion.UnsupportedConversionException;
import io.llmisvc.plan.Planner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Answers admission reviews of both kinds, by the path at which the API server asks. */
public final class Admission {
  private static final List<String> VERSIONS = List.of(ServingApi.V1ALPHA1, ServingApi.V1ALPHA2);

  private final Surroundings around;
  private final ServiceAdmission services;
  private final ConfigAdmission configs;

  /**
   * @param protectsWellKnown whether well-known configs of the operator's namespace stay
   */
  public Admission(Planner planner, Surroundings around, boolean protectsWellKnown) {
    this.around = around;
    this.services = new ServiceAdmission(planner, around);
    this.configs = new ConfigAdmission(planner, around, protectsWellKnown);
  }

  /** From a review to its answer, by path; none of them changes what it is given. */
  public Map<String, UnaryOperator<ObjectNode>> reviewers() {
    Map<String, UnaryOperator<ObjectNode>> reviewers = new LinkedHashMap<>();
    for (String version : VERSIONS) {
      reviewers.put(path("mutate", version, ServingApi.SERVICE_SINGULAR), this::defaulted);
      reviewers.put(
          path("validate", version, ServingApi.SERVICE_SINGULAR),
          review -> judged(review, ServingApi.SERVICE_KIND, services::judge));
      reviewers.put(
          path("validate", version, ServingApi.CONFIG_SINGULAR),
          review -> judged(review, ServingApi.CONFIG_KIND, configs::judge));
    }
    return reviewers;
  }

  private static String path(String what, String version, String singular) {
    return "/%s-%s-%s-%s".formatted(what, ServingApi.GROUP.replace('.', '-'), version, singular);
  }

  private ObjectNode defaulted(ObjectNode asked) {
    AdmissionReview review = new AdmissionReview(asked, ServingApi.SERVICE_KIND);
    AdmissionRequest request = review.request();
    return review.changed(
        request.isOfDeleted()
            ? JsonNodeFactory.instance.arrayNode()
            : ServiceDefaults.of(request.object(), request.id(), around));
  }

  private static ObjectNode judged(
      ObjectNode asked, String kind, Function<AdmissionRequest, AdmissionVerdict> judge) {
    AdmissionReview review = new AdmissionReview(asked, kind);
    try {
      return review.answered(judge.apply(review.request()));
    } catch (UnsupportedConversionException e) {
      return review.answered(AdmissionVerdict.refused(String.valueOf(e.getMessage())));
    }
  }
}
