package io.llmisvc.plan.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class AlteredTreeTest {
  private static final String BEFORE =
      "{\"a\":{\"b\":[{\"c\":1,\"d\":2},{\"c\":3}]},\"e\":{\"f\":4}}";

  @Test
  void theFirstStaysAsItWas() throws Exception {
    // Given
    ObjectNode before = read(BEFORE);
    AlteredTree tree = new AlteredTree(before);
    // When
    tree.set(JsonPointer.compile("/a/b/0/c"), IntNode.valueOf(7));
    tree.set(JsonPointer.compile("/a/b/0/d"), IntNode.valueOf(8));
    tree.set(JsonPointer.compile("/a/b/1/c"), IntNode.valueOf(9));
    // Then
    assertThat(tree.root())
        .hasToString("{\"a\":{\"b\":[{\"c\":7,\"d\":8},{\"c\":9}]},\"e\":{\"f\":4}}");
    assertThat(before).isEqualTo(read(BEFORE));
  }

  @Test
  void whatIsAsItWasIsShared() throws Exception {
    // Given
    ObjectNode before = read(BEFORE);
    AlteredTree tree = new AlteredTree(before);
    // When
    tree.set(JsonPointer.compile("/a/b/1/c"), IntNode.valueOf(9));
    // Then
    assertThat(tree.root().at("/a/b/0")).isSameAs(before.at("/a/b/0"));
    assertThat(tree.root().get("e")).isSameAs(before.get("e"));
  }

  @Test
  void nothingIsSetWhereNothingStands() throws Exception {
    // Given
    AlteredTree tree = new AlteredTree(read(BEFORE));
    // When
    tree.set(JsonPointer.compile("/a/x/y"), IntNode.valueOf(9));
    // Then
    assertThat(tree.root()).isEqualTo(read(BEFORE));
  }

  private static ObjectNode read(String json) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(json);
  }
}
