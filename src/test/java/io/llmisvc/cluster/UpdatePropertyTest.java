package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An update ends where a fresh start with the same spec would: a service of the corpus is laid over
 * another one, on a real API server, and compared with itself alone. {@code -Dupdates.pairs=N}
 * tries more of them, {@code -Dupdates.seed=N} repeats a run.
 */
@WithControlPlane
class UpdatePropertyTest {
  private static final int PAIRS = Integer.getInteger("updates.pairs", 24);
  private static final long SEED = Long.getLong("updates.seed", System.nanoTime() % 1_000_000);
  private static final Set<Kind> SERVED =
      EnumSet.complementOf(EnumSet.of(Kind.INFERENCE_OBJECTIVE_LLM_D));

  private final ServiceLife life;
  private final CorpusServices corpus;

  UpdatePropertyTest(KubernetesClient admin, TestNamespace namespace) {
    ServiceMeta service =
        new ServiceMeta(namespace.name(), "llm", "uid-1", 1, Map.of(), Map.of(), false);
    this.life = new ServiceLife(admin, service);
    this.corpus = new CorpusServices(service, SERVED);
  }

  @Test
  void endsWhereAFreshStartWould() {
    Random random = new Random(SEED);
    SoftAssertions all = new SoftAssertions();
    int compared = 0;
    CorpusServices.Named before = null;
    for (int attempt = 0; attempt < 4 * PAIRS && compared < PAIRS; attempt++) {
      // Given
      CorpusServices.Named after = next(random);

      // When
      String what = "%s, then %s (seed %d)".formatted(before, after, SEED);
      Result laid = become(after);
      life.end();
      Result fresh = become(after);

      // Then
      if (before != null && fresh.refusal().isEmpty()) {
        compare(all, what, laid, fresh);
        compared++;
      }
      before = after;
    }
    all.assertAll();
    assertThat(compared).isEqualTo(PAIRS);
  }

  /**
   * @param refusal what the API server said of a child; a spec that it refuses by itself is no
   *     state
   */
  private record Result(Map<String, ObjectNode> stored, String refusal) {}

  private Result become(CorpusServices.Named wanted) {
    try {
      return new Result(life.become(wanted), "");
    } catch (KubernetesClientException e) {
      return new Result(Map.of(), String.valueOf(e.getMessage()));
    }
  }

  private static void compare(SoftAssertions all, String what, Result laid, Result fresh) {
    all.assertThat(laid.refusal()).as(what).isEmpty();
    if (!laid.refusal().isEmpty()) {
      return;
    }
    all.assertThat(laid.stored().keySet()).as(what).isEqualTo(fresh.stored().keySet());
    fresh
        .stored()
        .forEach(
            (key, object) ->
                all.assertThat(Differences.between(object, laid.stored().get(key)))
                    .as("%s of %s", key, what)
                    .allMatch(difference -> isOfSelector(difference, laid.stored().get(key))));
  }

  /** No selector can change, so the labels that it selects by stay. */
  private static boolean isOfSelector(String difference, @Nullable ObjectNode laid) {
    if (laid == null || !laid.path("kind").asText().equals("Deployment")) {
      return false;
    }
    for (var label : laid.at("/spec/selector/matchLabels").properties()) {
      String name = label.getKey() + ": ";
      if (difference.startsWith(".spec.selector.matchLabels." + name)
          || difference.startsWith(".spec.template.metadata.labels." + name)) {
        return true;
      }
    }
    return false;
  }

  /** What cannot be planned is no state of a service. */
  private CorpusServices.Named next(Random random) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      CorpusServices.Named one = corpus.any(random);
      if (life.isPlannable(one)) {
        return one;
      }
    }
    throw new AssertionError("nothing of the corpus can be planned");
  }
}
