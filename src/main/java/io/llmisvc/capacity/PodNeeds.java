package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What one pod needs of the node that it is put on.
 *
 * @param requests as the scheduler counts them, the pod itself and claimed devices included
 * @param spec of the pod, which says where it may be
 * @param claimsMore whether it claims devices that the requests lack
 */
public record PodNeeds(Amounts requests, JsonNode spec, boolean claimsMore) {

  /**
   * @param claims the amounts behind claims of devices, by the name of their template
   */
  static PodNeeds of(JsonNode spec, Map<String, Amounts> claims) {
    Amounts beside = Amounts.NOTHING;
    Amounts peak = Amounts.NOTHING;
    for (JsonNode init : spec.path("initContainers")) {
      Amounts own = requests(init.path("resources"));
      peak = peak.most(beside.plus(own));
      if (init.path("restartPolicy").asText().equals("Always")) {
        beside = beside.plus(own);
      }
    }
    for (JsonNode container : spec.path("containers")) {
      beside = beside.plus(requests(container.path("resources")));
    }
    Amounts all =
        beside
            .most(peak)
            .under(requests(spec.path("resources")))
            .plus(Amounts.read(spec.path("overhead")))
            .plus(Amounts.of(Amounts.PODS, 1));
    return new PodNeeds(
        templates(spec)
            .map(name -> claims.getOrDefault(name, Amounts.NOTHING))
            .reduce(all, Amounts::plus),
        spec,
        !templates(spec).allMatch(claims::containsKey));
  }

  /** The same, but for devices that are claimed. */
  PodNeeds withoutDevices() {
    return new PodNeeds(requests.only(name -> !name.startsWith(Amounts.DEVICES)), spec, claimsMore);
  }

  /** The templates of the pod's claims; empty for a claim that has none. */
  private static Stream<String> templates(JsonNode spec) {
    return StreamSupport.stream(spec.path("resourceClaims").spliterator(), false)
        .map(claim -> claim.path("resourceClaimTemplateName").asText());
  }

  /** What is limited and not requested is requested, as an API server has it. */
  private static Amounts requests(JsonNode resources) {
    Amounts limits = Amounts.read(resources.path("limits"));
    JsonNode requests = resources.path("requests");
    return limits.only(name -> !requests.has(name)).plus(Amounts.read(requests));
  }
}
