package io.llmisvc.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Which reviews are answered by whom. */
final class WebhookWiring {
  @Produces
  @Singleton
  ReviewEndpoints endpoints() {
    return new ReviewEndpoints(List.of());
  }
}
