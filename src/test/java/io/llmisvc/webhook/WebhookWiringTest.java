package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.admission.Admission;
import io.llmisvc.admission.Surroundings;
import io.llmisvc.plan.Planner;
import io.llmisvc.testing.WebhookManifests;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The operator answers where the manifests tell the API server to ask, and nowhere else. */
class WebhookWiringTest {
  @Test
  void everyPathOfTheManifestsIsServed() {
    // Given
    Set<String> asked = new TreeSet<>(Set.of("/convert"));
    WebhookManifests.read().stream()
        .flatMap(configuration -> configuration.path("webhooks").valueStream())
        .map(webhook -> webhook.at("/clientConfig/service/path"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .forEach(asked::add);
    // When
    ReviewEndpoints endpoints =
        new WebhookWiring()
            .endpoints(new Admission(Planner.create(), mock(Surroundings.class), true));
    // Then
    assertThat(endpoints.paths()).isEqualTo(asked).hasSize(7);
  }
}
