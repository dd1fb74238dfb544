package io.llmisvc.composition;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Learns how objects of a class are read when the first of them is met. A spec could hold some 250
 * classes, and one that somebody writes holds 40: all of them at once were most of the time that a
 * verb of the command line takes, and memory for as long as the operator runs.
 */
final class LazyBeans extends Deserializers.Base {
  @Override
  public @Nullable JsonDeserializer<?> findBeanDeserializer(
      JavaType type, DeserializationConfig config, BeanDescription bean) {
    return type.isConcrete() && isOfTheApi(type.getRawClass().getName()) ? new Bean(type) : null;
  }

  private static boolean isOfTheApi(String name) {
    return name.startsWith("io.fabric8.kubernetes.api.model.")
        || name.startsWith("io.llmisvc.api.");
  }

  private static final class Bean extends StdDeserializer<Object> {
    @Serial private static final long serialVersionUID = 1;

    private transient volatile @Nullable JsonDeserializer<?> known;

    Bean(JavaType type) {
      super(type);
    }

    /** One for all places where the class may stand. */
    @Override
    public boolean isCachable() {
      return true;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonDeserializer<?> reader = known;
      if (reader == null) {
        reader = reader(context);
        known = reader;
      }
      return reader.deserialize(parser, context);
    }

    private JsonDeserializer<?> reader(DeserializationContext context) throws JsonMappingException {
      JavaType type = getValueType();
      JsonDeserializer<?> reader =
          ((BeanDeserializerFactory) context.getFactory())
              .buildBeanDeserializer(context, type, context.getConfig().introspect(type));
      if (reader instanceof ResolvableDeserializer resolvable) {
        resolvable.resolve(context);
      }
      return context.handlePrimaryContextualization(reader, null, type);
    }
  }
}
