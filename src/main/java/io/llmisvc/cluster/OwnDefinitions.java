package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CustomResourceDefinitions of the operator's own kinds, without their schemas. Each is large, and
 * followed by one watch for all who ask.
 */
@Singleton
public final class OwnDefinitions {
  private final KubernetesClient client;
  private final Definitions definitions;
  private final Map<String, Followed> followed = new HashMap<>();

  @Inject
  public OwnDefinitions(KubernetesClient client) {
    this.client = client;
    this.definitions = new Definitions(client);
  }

  /**
   * Tells the state of a definition, also one that was known before, and each that follows.
   *
   * @param name {@code PLURAL.GROUP}
   * @return ends it
   */
  public synchronized Runnable follow(String name, Watch.Listener listener) {
    followed.computeIfAbsent(name, Followed::new).add(listener);
    return () -> leave(name, listener);
  }

  /** How the watches are. */
  public synchronized List<WatchState> watches() {
    return followed.values().stream().map(each -> each.definition.state()).toList();
  }

  private synchronized void leave(String name, Watch.Listener listener) {
    Followed last = followed.get(name);
    if (last != null && last.isLastToLeave(listener)) {
      followed.remove(name);
      last.definition.close();
    }
  }

  /**
   * Notes that all objects are stored in one version.
   *
   * @throws KubernetesClientException also when the definition is not of this resource version any
   *     more, or this operator does not lead
   */
  public void noteStored(String name, String resourceVersion, String version) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("resourceVersion", resourceVersion);
    patch.putObject("status").putArray("storedVersions").add(version);
    client
        .genericKubernetesResources(Definitions.CONTEXT)
        .resource(reference(name)) // by name the client would read it first
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
  }

  private static GenericKubernetesResource reference(String name) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("apiextensions.k8s.io/v1")
        .withKind("CustomResourceDefinition")
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .build();
  }

  private final class Followed implements FollowedDefinition.Listener {
    private final List<Watch.Listener> listeners = new ArrayList<>();
    private @Nullable ObjectNode last;
    private final FollowedDefinition definition;

    Followed(String name) {
      definition = new FollowedDefinition(definitions, name, this);
    }

    synchronized void add(Watch.Listener listener) {
      listeners.add(listener);
      if (last != null) {
        listener.changed(last);
      }
    }

    synchronized boolean isLastToLeave(Watch.Listener listener) {
      return listeners.remove(listener) && listeners.isEmpty();
    }

    @Override
    public synchronized void changed(ObjectNode object) {
      last = object;
      listeners.forEach(listener -> listener.changed(object));
    }

    @Override
    public synchronized void deleted(ObjectNode object, boolean missed) {
      last = null;
      listeners.forEach(listener -> listener.deleted(object, missed));
    }
  }
}
