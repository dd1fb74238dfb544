package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.plan.Planner;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What a comparison of two plans foretells is what is then done on a real API server, child by
 * child. {@code -Dforetold.changes=N} tries more of them, {@code -Dforetold.seed=N} repeats a run.
 */
@WithControlPlane
class ForetoldTest {
  private static final int CHANGES = Integer.getInteger("foretold.changes", 40);
  private static final long SEED = Long.getLong("foretold.seed", System.nanoTime() % 1_000_000);
  private static final Set<Kind> SERVED =
      EnumSet.complementOf(EnumSet.of(Kind.INFERENCE_OBJECTIVE_LLM_D));

  private final Planner planner = Planner.create();
  private final ServiceLife life;
  private final CorpusServices corpus;

  ForetoldTest(KubernetesClient admin, TestNamespace namespace) {
    ServiceMeta service =
        new ServiceMeta(namespace.name(), "llm", "uid-1", 1, Map.of(), Map.of(), false);
    this.life = new ServiceLife(admin, service);
    this.corpus = new CorpusServices(service, SERVED);
  }

  @Test
  void happens() {
    Random random = new Random(SEED);
    SoftAssertions all = new SoftAssertions();
    int compared = 0;
    CorpusServices.Named before = null;
    for (int attempt = 0; attempt < 4 * CHANGES && compared < CHANGES; attempt++) {
      CorpusServices.Named after = corpus.any(random);
      if (!life.isPlannable(after)) {
        continue;
      }
      int known = life.writes().size();
      try {
        life.become(after);
      } catch (KubernetesClientException e) { // refused: no state of a service
        life.end();
        before = null;
        continue;
      }
      if (before != null) {
        List<String> writes = life.writes();
        Set<String> done = done(writes.subList(known, writes.size()));
        Set<String> foretold = foretold(before, after);
        all.assertThat(done).as("%s, then %s (seed %d)", before, after, SEED).isEqualTo(foretold);
        compared++;
      }
      before = after;
    }
    all.assertAll();
    assertThat(compared).isEqualTo(CHANGES);
  }

  /**
   * A certificate is for addresses, too, which only the cluster gives, and is kept while it can.
   */
  private static boolean isForetellable(String change) {
    return !change.startsWith("CHANGED Secret");
  }

  private Set<String> foretold(CorpusServices.Named before, CorpusServices.Named after) {
    return PlanChange.between(
            planner.plan(before.over(Map.of())), planner.plan(after.over(Map.of())))
        .children()
        .stream()
        .map(child -> child.verb() + " " + child.key())
        .filter(ForetoldTest::isForetellable)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> done(List<String> writes) {
    Set<String> done = new TreeSet<>();
    for (String write : writes) {
      String change = write.replaceFirst("^(UPDATED|RECREATED) ", "CHANGED ");
      if (isForetellable(change)
          && !done.contains(change.replace("CHANGED ", "CREATED "))) { // as the API server kept it
        done.add(change);
      }
    }
    return done;
  }
}
