package io.llmisvc.model.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@link ClusterFacts} for one pass and notes every reference that was asked about. Not a
 * value and not thread-safe: it lives as long as one call of the planner or of the status.
 */
public final class Facts {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.:]{0,251}[A-Za-z0-9])?");

  private final ClusterFacts facts;
  private final Set<Reference> asked = new LinkedHashSet<>();

  public Facts(ClusterFacts facts) {
    this.facts = facts;
  }

  /** What was asked about and nobody has read. */
  public Set<Reference> unread() {
    Set<Reference> unread = new LinkedHashSet<>(asked);
    unread.removeAll(facts.references().keySet());
    return unread;
  }

  public boolean serves(Kind kind) {
    return !kind.isOptional() || facts.served().contains(kind);
  }

  /** Empty when it is not known. */
  public Optional<ServerVersion> server() {
    return Optional.ofNullable(facts.server());
  }

  /** The live child of this identity, when the service has it. */
  public Optional<ObjectNode> child(ObjectKey key) {
    return Optional.ofNullable(facts.children().get(key));
  }

  /** The live children of one kind, by name; also ones no longer wanted. */
  public List<ObjectKey> children(Kind kind) {
    return facts.children().keySet().stream().filter(key -> key.kind() == kind).sorted().toList();
  }

  /**
   * An object that belongs to somebody else; absent at once when its kind is not served, or when no
   * object can have such a name. Of a Secret only the outline is told.
   */
  public Lookup find(Kind kind, String namespace, String name) {
    if (!serves(kind) || !isName(name) || (kind.isNamespaced() && !isName(namespace))) {
      return new Lookup.Absent();
    }
    Reference reference = new Reference.ByName(kind, namespace, name);
    asked.add(reference);
    List<ObjectNode> known = facts.references().get(reference);
    if (known == null) {
      return new Lookup.Unknown();
    }
    if (known.isEmpty()) {
      return new Lookup.Absent();
    }
    ObjectNode object = known.getFirst();
    return new Lookup.Found(kind == Kind.SECRET ? SecretOutline.of(object) : object);
  }

  /** Objects of somebody else that carry a label; none when nobody has looked yet. */
  public List<ObjectNode> list(Kind kind, String namespace, String label, String value) {
    return labelled(kind, namespace, label, value).orElse(List.of());
  }

  /** Objects of somebody else that carry a label; empty when nobody has looked yet. */
  public Optional<List<ObjectNode>> labelled(
      Kind kind, String namespace, String label, String value) {
    if (!serves(kind)) {
      return Optional.of(List.of());
    }
    Reference reference = new Reference.ByLabel(kind, namespace, label, value);
    asked.add(reference);
    return Optional.ofNullable(facts.references().get(reference));
  }

  /**
   * All objects of a kind in a namespace; empty when nobody has looked yet. None at once when the
   * kind is not served, or when no namespace can have such a name.
   */
  public Optional<List<ObjectNode>> all(Kind kind, String namespace) {
    if (!serves(kind) || !isName(namespace)) {
      return Optional.of(List.of());
    }
    Reference reference = new Reference.InNamespace(kind, namespace);
    asked.add(reference);
    return Optional.ofNullable(facts.references().get(reference));
  }

  /**
   * The services of the namespace that answer for a model name, itself included or not. What a
   * service publishes is part of its plan, so nothing is noted.
   */
  public Set<Publisher> publishers(String model) {
    return facts.publishers().getOrDefault(model, Set.of());
  }

  /** False when no other service claims anything that this one does. */
  public boolean hasRivals() {
    return !facts.rivals().isEmpty();
  }

  /** Other services whose routes claim a place that one of this service does; not noted either. */
  public Set<Rival> rivals(String place) {
    return facts.rivals().getOrDefault(place, Set.of());
  }

  /**
   * What is known of the service's routing group. What a service says of itself there is part of
   * its plan, so nothing is noted.
   */
  public GroupFacts group() {
    return facts.group();
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Every reference asked about so far, in the order of the questions. */
  public Set<Reference> asked() {
    return Set.copyOf(asked);
  }
}
