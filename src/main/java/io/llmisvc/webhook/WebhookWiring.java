package io.llmisvc.webhook;

import io.llmisvc.admission.Admission;
import io.llmisvc.conversion.ConversionReview;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Which reviews are answered by whom. */
final class WebhookWiring {
  @Produces
  @Singleton
  ReviewEndpoints endpoints(Admission admission) {
    List<ReviewEndpoint> endpoints = new ArrayList<>();
    admission
        .reviewers()
        .forEach(
            (path, answer) ->
                endpoints.add(new ReviewEndpoint(path, ReviewKind.ADMISSION, answer::apply)));
    endpoints.add(new ReviewEndpoint("/convert", ReviewKind.CONVERSION, ConversionReview::answer));
    return new ReviewEndpoints(endpoints);
  }
}
