package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectKey KEY = new ObjectKey(Kind.SERVICE, "ns", "a");
  private static final NamespacedName OWNER = new NamespacedName("ns", "svc");

  private final ObjectStore store = new ObjectStore();

  @Test
  void dropsWhatIsOlderThanOurOwnWrite() {
    store.wrote(KEY, object(7));
    assertThat(store.put(KEY, object(5))).isFalse();
    assertThat(store.get(KEY)).contains(object(7));
  }

  @Test
  void takesTheEarlierStateThatARestoredBackupHolds() {
    store.wrote(KEY, object(7));
    store.put(KEY, object(7));
    assertThat(store.put(KEY, object(5))).isTrue();
    assertThat(store.get(KEY)).contains(object(5));
  }

  @Test
  void keepsWhatWasMadeAnewWhenTheOldOnesEndIsTold() {
    store.put(KEY, object(5));
    store.wrote(KEY, object(9));
    assertThat(store.remove(KEY, object(6), false)).isEmpty();
    assertThat(store.get(KEY)).contains(object(9));
  }

  @Test
  void forgetsAllOfAKind() {
    store.put(KEY, object(5));
    store.forget(KEY.kind());
    assertThat(store.get(KEY)).isEmpty();
    assertThat(store.children(OWNER)).isEmpty();
  }

  @Test
  void findsTheChildrenOfAService() {
    store.put(KEY, object(1));
    assertThat(store.children(OWNER)).containsOnlyKeys(KEY);
  }

  @Test
  void staysDeletedWhenALateEventArrives() {
    store.put(KEY, object(7));
    store.forget(KEY, object(7));
    store.put(KEY, object(6));
    assertThat(store.get(KEY)).isEmpty();
    assertThat(store.children(OWNER)).isEmpty();
  }

  @Test
  void takesAnObjectThatWasMadeAgain() {
    store.put(KEY, object(7));
    store.forget(KEY, object(7));
    store.put(KEY, object(9));
    assertThat(store.get(KEY)).contains(object(9));
  }

  @Test
  void namesTheOwnerOfWhatIsGone() {
    store.put(KEY, object(7));
    assertThat(store.remove(KEY, object(8), false)).contains(OWNER);
    assertThat(store.get(KEY)).isEmpty();
  }

  @Test
  void believesALaterListThatSomethingIsGone() {
    store.put(KEY, object(7));
    assertThat(store.remove(KEY, object(3), true)).contains(OWNER);
    assertThat(store.get(KEY)).isEmpty();
  }

  private static ObjectNode object(int version) {
    ObjectNode object = JSON.createObjectNode();
    ObjectNode metadata = object.putObject("metadata").put("resourceVersion", "" + version);
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "serving.kserve.io/v1alpha2")
        .put("kind", "LLMInferenceService")
        .put("name", "svc")
        .put("uid", "u")
        .put("controller", true);
    return object;
  }
}
