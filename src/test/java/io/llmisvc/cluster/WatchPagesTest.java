package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What is listed first comes in parts, so that never all of it is in memory as the client reads it.
 */
@WithControlPlane
class WatchPagesTest {
  private static final int OBJECTS = 250;

  private final Set<String> heardOf = ConcurrentHashMap.newKeySet();
  private final List<String> lists = new CopyOnWriteArrayList<>();

  @Test
  void isSyncedWhenAllPagesWereHeardOf(KubernetesClient admin, TestNamespace namespace)
      throws Exception {
    // Given
    for (int i = 0; i < OBJECTS; i++) {
      admin.resource(configMap(namespace.name(), i)).create();
    }
    try (KubernetesClient client = noting(admin.getConfiguration());
        // When
        Watch watch =
            Watch.start(
                new KindClient(client)
                    .in(Kind.CONFIG_MAP, namespace.name())
                    .withLabel("watched", "here"),
                new Names())) {
      watch.synced().get(1, TimeUnit.MINUTES);
    }
    // Then
    assertThat(heardOf).hasSize(OBJECTS);
    assertThat(lists).hasSize(2).allMatch(query -> query.contains("limit=200"));
  }

  private static ConfigMap configMap(String namespace, int i) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("watched-" + i)
        .addToLabels("watched", "here")
        .endMetadata()
        .build();
  }

  private KubernetesClient noting(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(ClientFormat.serialization())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("lists", new Lists(lists)))
        .build();
  }

  private record Lists(List<String> queries) implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      String query = request.uri().getQuery();
      if (!query.contains("watch=true")) {
        queries.add(query);
      }
    }
  }

  private final class Names implements Watch.Listener {
    @Override
    public void changed(ObjectNode object) {
      heardOf.add(ClientTrees.text(object, "metadata", "name"));
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {}
  }
}
