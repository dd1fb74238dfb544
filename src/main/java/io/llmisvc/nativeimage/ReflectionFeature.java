package io.llmisvc.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.RuntimeValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * Registers for reflection what Quarkus' {@code reflect-config.json} says, as far as {@link
 * ReflectionEntry} finds it used. {@code application.properties} switches it on, and keeps that
 * file from GraalVM.
 */
public final class ReflectionFeature implements Feature {
  private static final String FILE = "META-INF/native-image/reflect-config.json";

  /** Where Quarkus puts it; a library may have one of that name, which GraalVM reads. */
  private static final String QUARKUS = "-runner.jar!/" + FILE;

  private final RuntimeValue<Class<?>[]> noTypes = new RuntimeValue<>(new Class<?>[0]);

  @Override
  public String getDescription() {
    return "Registers for reflection what the binary uses";
  }

  @Override
  public void duringSetup(DuringSetupAccess access) {
    access.registerObjectReplacer(this::withoutModel);
  }

  /**
   * Quarkus keeps a list of all classes of the model, for a client that finds the class of what it
   * reads by kind. Nothing here does.
   */
  private Object withoutModel(Object object) {
    return object instanceof RuntimeValue<?> recorded
            && recorded.getValue() instanceof Class<?>[] types
            && Arrays.stream(types).map(Class::getName).anyMatch(ReflectionEntry::isModel)
        ? noTypes
        : object;
  }

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    for (JsonNode json : entries(access.getApplicationClassLoader())) {
      ReflectionEntry entry = new ReflectionEntry(json);
      Class<?> type = access.findClassByName(entry.type());
      if (type != null && entry.isUsed()) {
        ReflectiveMembers members = new ReflectiveMembers(type, entry);
        if (entry.onlyWhenReached()) {
          access.registerReachabilityHandler(reached -> members.register(), type);
        } else {
          members.register();
        }
      }
    }
  }

  private static Iterable<JsonNode> entries(ClassLoader loader) {
    try {
      List<URL> files =
          Collections.list(loader.getResources(FILE)).stream()
              .filter(file -> file.getPath().endsWith(QUARKUS))
              .toList();
      if (files.size() != 1) {
        throw new IllegalStateException("One *%s is expected, not %s".formatted(QUARKUS, files));
      }
      try (InputStream in = files.getFirst().openStream()) {
        return new ObjectMapper().readTree(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
