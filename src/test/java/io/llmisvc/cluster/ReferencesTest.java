package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.testing.Await;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.MockedConstruction;

/** What is read and who hears of it, whatever order things happen in; the watches are faked. */
class ReferencesTest {
  private static final NamespacedName ONE = new NamespacedName("demo", "one");
  private static final NamespacedName OTHER = new NamespacedName("demo", "other");
  private static final Reference GATEWAY = new Reference.ByName(Kind.GATEWAY, "infra", "gw");
  private static final Reference ACCOUNT =
      new Reference.ByName(Kind.SERVICE_ACCOUNT, "demo", "models");

  private final KindClient client = mock(KindClient.class);
  private final Resource<GenericKubernetesResource> gateway = played(Kind.GATEWAY, "infra", "gw");
  private final Resource<GenericKubernetesResource> account =
      played(Kind.SERVICE_ACCOUNT, "demo", "models");
  private final List<NamespacedName> heard = new CopyOnWriteArrayList<>();
  private final ReferenceWatches watches;
  private final Consumer<Reference> mayHaveChanged;
  private final References references;

  @SuppressWarnings("unchecked")
  ReferencesTest() {
    Consumer<?>[] told = new Consumer<?>[1];
    try (MockedConstruction<ReferenceWatches> made =
        mockConstruction(
            ReferenceWatches.class,
            (mock, context) -> told[0] = (Consumer<?>) context.arguments().get(2))) {
      references = new References(client, heard::add);
      watches = made.constructed().getFirst();
    }
    mayHaveChanged = (Consumer<Reference>) told[0];
    when(gateway.get()).thenReturn(version("1"));
    when(account.get()).thenReturn(null);
  }

  @AfterEach
  void close() {
    references.close();
  }

  @Test
  void readsOnceForAllServices() {
    // When
    references.follow(ONE, Set.of(GATEWAY));
    references.follow(OTHER, Set.of(GATEWAY));
    // Then
    assertThat(references.answers(Set.of(GATEWAY)).get(GATEWAY)).hasSize(1);
    verify(gateway, times(1)).get();
    assertThat(heard).as("both waited for it").isEmpty();
  }

  @Test
  void tellsAllOfAChangeAndNobodyOfNone() {
    // Given
    references.follow(ONE, Set.of(GATEWAY));
    references.follow(OTHER, Set.of(GATEWAY));
    // When
    mayHaveChanged.accept(GATEWAY);
    Await.until("it is read", () -> reads(gateway) == 2);
    when(gateway.get()).thenReturn(version("2"));
    mayHaveChanged.accept(GATEWAY);
    // Then
    Await.until("both hear", () -> heard.size() == 2);
    assertThat(heard).containsExactlyInAnyOrder(ONE, OTHER);
  }

  @Test
  void saysNothingOfWhatCannotBeReadUntilItCan() {
    // Given
    when(gateway.get()).thenThrow(new KubernetesClientException("no", 403, null));
    // When
    references.follow(ONE, Set.of(GATEWAY, ACCOUNT));
    // Then
    assertThat(references.answers(Set.of(GATEWAY, ACCOUNT))).isEqualTo(Map.of(ACCOUNT, List.of()));
    // When
    doReturn(version("1")).when(gateway).get();
    mayHaveChanged.accept(GATEWAY);
    // Then
    Await.until("the one who went on without hears", () -> heard.equals(List.of(ONE)));
    assertThat(references.answers(Set.of(GATEWAY))).containsKey(GATEWAY);
  }

  @Test
  void keepsAnAnswerThatCannotBeReadAgain() {
    // Given
    references.follow(ONE, Set.of(GATEWAY));
    Map<?, ?> before = references.answers(Set.of(GATEWAY));
    when(gateway.get()).thenThrow(new KubernetesClientException("away"));
    // When
    mayHaveChanged.accept(GATEWAY);
    Await.until("it was tried", () -> reads(gateway) == 2);
    references.follow(OTHER, Set.of(GATEWAY));
    // Then
    assertThat(references.answers(Set.of(GATEWAY))).isEqualTo(before);
    assertThat(heard).isEmpty();
  }

  @Test
  void readsAgainWhatChangedWhileItWasRead() throws InterruptedException {
    // Given
    references.follow(ONE, Set.of(GATEWAY));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    when(gateway.get())
        .thenAnswer(
            call -> {
              reading.countDown();
              go.await();
              return version("2");
            })
        .thenReturn(version("3"));
    mayHaveChanged.accept(GATEWAY);
    reading.await();
    // When
    mayHaveChanged.accept(GATEWAY);
    mayHaveChanged.accept(GATEWAY);
    go.countDown();
    // Then
    Await.until("the newest is known", () -> known().equals("3"));
    assertThat(reads(gateway)).as("first, second, and once for both changes").isEqualTo(3);
  }

  @Test
  void letsGoWhenNobodyRefersToItAnyMore() {
    // Given
    references.follow(ONE, Set.of(GATEWAY));
    references.follow(OTHER, Set.of(GATEWAY, ACCOUNT));
    // When
    references.follow(ONE, Set.of());
    // Then
    verify(watches, never()).drop(any());
    // When
    references.follow(OTHER, Set.of(ACCOUNT));
    // Then
    verify(watches).drop(GATEWAY);
    assertThat(references.answers(Set.of(GATEWAY, ACCOUNT))).containsOnlyKeys(ACCOUNT);
    assertThat(references.of(ONE)).isEmpty();
  }

  @Test
  void forgetsAKindAndNoOther() {
    // Given
    references.follow(ONE, Set.of(GATEWAY, ACCOUNT));
    // When
    references.forget(Kind.GATEWAY);
    // Then
    verify(watches).close(Kind.GATEWAY);
    assertThat(references.of(ONE)).containsExactly(ACCOUNT);
    assertThat(references.answers(Set.of(GATEWAY, ACCOUNT))).containsOnlyKeys(ACCOUNT);
  }

  @Test
  void bearsNewsAfterItsEnd() {
    // Given
    references.follow(ONE, Set.of(GATEWAY));
    // When
    references.close();
    mayHaveChanged.accept(GATEWAY);
    references.follow(OTHER, Set.of(ACCOUNT));
    // Then
    verify(watches).close();
    assertThat(reads(gateway)).isEqualTo(1);
    assertThat(reads(account)).isZero();
  }

  private String known() {
    return references
        .answers(Set.of(GATEWAY))
        .values()
        .iterator()
        .next()
        .getFirst()
        .at("/spec/version")
        .asText();
  }

  @SuppressWarnings("unchecked")
  private Resource<GenericKubernetesResource> played(Kind kind, String namespace, String name) {
    NonNamespaceOperation<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        all = mock(NonNamespaceOperation.class);
    Resource<GenericKubernetesResource> one = mock(Resource.class);
    when(client.in(kind, namespace)).thenReturn(all);
    when(all.withName(name)).thenReturn(one);
    return one;
  }

  private static long reads(Resource<GenericKubernetesResource> resource) {
    return mockingDetails(resource).getInvocations().stream()
        .filter(call -> call.getMethod().getName().equals("get"))
        .count();
  }

  private static GenericKubernetesResource version(String version) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("gateway.networking.k8s.io/v1")
        .withKind("Gateway")
        .withNewMetadata()
        .withNamespace("infra")
        .withName("gw")
        .endMetadata()
        .addToAdditionalProperties("spec", Map.of("version", version))
        .build();
  }
}
