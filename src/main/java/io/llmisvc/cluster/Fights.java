package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.llmisvc.model.Child;
import io.llmisvc.model.match.Deviation;
import io.llmisvc.model.match.FieldWriters;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Slows down the applies of objects that somebody changes back, and finds out who. An object that
 * has to wait wakes its service when the time has come.
 */
final class Fights implements AutoCloseable {
  private final KindClient client;
  private final Rounds rounds;
  private final Wakes wakes;
  private final Map<ObjectKey, Fight> news = new ConcurrentHashMap<>();

  Fights(KindClient client, Clock clock, Consumer<NamespacedName> wake) {
    this.client = client;
    this.rounds = new Rounds(clock);
    this.wakes = new Wakes(wake);
  }

  /**
   * Asks to apply a child that does not stand.
   *
   * @param desired the complete object
   * @return empty when it has to wait
   */
  Optional<Rounds.Round> begin(NamespacedName service, Child child, ObjectNode desired) {
    Rounds.Round round = rounds.next(child);
    Duration wait = rounds.wait(round);
    if (!wait.isZero()) {
      wakes.after(wait, service, child.key());
      return Optional.empty();
    }
    if (round.isFight()) {
      news.put(child.key(), look(child.key(), desired));
    }
    return Optional.of(round);
  }

  /** The child was applied. */
  void applied(ObjectKey key, Rounds.Round round) {
    rounds.applied(key, round);
  }

  /** We removed the object ourselves: that it is gone is nobody's attack. */
  void forget(ObjectKey key) {
    rounds.forget(key);
    news.remove(key);
  }

  /** What the last round of the object was about, said once. */
  Optional<Fight> take(ObjectKey key) {
    return Optional.ofNullable(news.remove(key));
  }

  private Fight look(ObjectKey key, ObjectNode desired) {
    @Nullable GenericKubernetesResource live = client.one(key).get();
    if (live == null) {
      return Fight.aboutExistence(key);
    }
    Deviation deviation = Deviation.of(key.kind(), desired, ClientTrees.of(live));
    JsonNode books = Serialization.jsonMapper().valueToTree(live.getMetadata().getManagedFields());
    return Fight.aboutField(
        key, deviation.text(), new FieldWriters(books).opponent(ManagedFields.OURS, deviation));
  }

  @Override
  public void close() {
    wakes.close();
  }
}
