package io.llmisvc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.memo.LruCache;
import io.llmisvc.schema.StructType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No class keeps anything in a static field but a final value that does not change itself. */
class StaticStateTest {
  private static final Set<Class<?>> CONSTANTS =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Number.class,
          Enum.class,
          Record.class,
          Pattern.class,
          Duration.class,
          HexFormat.class);

  /** Of libraries: set up where they are made. */
  private static final Set<Class<?>> SET_UP_ONCE =
      Set.of(
          Logger.class,
          ObjectMapper.class,
          ObjectWriter.class,
          JsonNodeFactory.class,
          JsonPointer.class,
          StreamReadConstraints.class,
          Schema.class,
          SchemaRegistry.class,
          Dialect.class,
          PatchContext.class,
          ResourceDefinitionContext.class,
          X500Name.class);

  /** Types that refer to each other get their fields when all are there. */
  private static final Set<Class<?>> FILLED_ONCE = Set.of(StructType.class);

  /** What pure functions gave: nobody can tell whether it was kept. */
  private static final Set<Class<?>> MEMOS = Set.of(LruCache.class);

  @Test
  void staticFieldsAreConstants() {
    // When
    List<Field> fields =
        MainClasses.ALL.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
            .map(JavaField::reflect)
            .toList();
    // Then
    assertThat(fields).isNotEmpty().filteredOn(f -> !Modifier.isFinal(f.getModifiers())).isEmpty();
    assertThat(fields).filteredOn(field -> canChange(read(field, null))).isEmpty();
  }

  private static boolean canChange(@Nullable Object value) {
    return value != null && !isListed(value) && !refusesChanges(value) && !isOfFinalFields(value);
  }

  private static boolean isListed(Object value) {
    return Stream.of(CONSTANTS, SET_UP_ONCE, FILLED_ONCE, MEMOS)
        .flatMap(Set::stream)
        .anyMatch(type -> type.isInstance(value));
  }

  /** True for such collections of the JDK, and for functions. */
  private static boolean refusesChanges(Object value) {
    Class<?> type = value.getClass();
    return type.isHidden()
        || type.getName().matches("java\\.util\\.(ImmutableCollections|Collections)\\$.*");
  }

  /** True for an object of ours that can set nothing, nor can what it consists of. */
  private static boolean isOfFinalFields(Object value) {
    Class<?> type = value.getClass();
    return type.getName().startsWith(MainClasses.BASE)
        && Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .allMatch(
                field ->
                    Modifier.isFinal(field.getModifiers())
                        && (field.getType().isPrimitive() || !canChange(read(field, value))));
  }

  private static @Nullable Object read(Field field, @Nullable Object owner) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
