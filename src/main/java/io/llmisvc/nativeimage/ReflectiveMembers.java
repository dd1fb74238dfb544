package io.llmisvc.nativeimage;

import io.llmisvc.nativeimage.ReflectionEntry.Signature;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/** Registers a class and what an entry says of its members. */
record ReflectiveMembers(Class<?> type, ReflectionEntry entry) {
  /** Looks up members of a class. */
  private interface Lookup {
    void run() throws ReflectiveOperationException;
  }

  void register() {
    RuntimeReflection.register(type);
    if (entry.allConstructors()) {
      RuntimeReflection.registerAllDeclaredConstructors(type);
      ifThere(() -> RuntimeReflection.register(type.getDeclaredConstructors()));
    }
    if (entry.allMethods()) {
      RuntimeReflection.registerAllDeclaredMethods(type);
      ifThere(() -> RuntimeReflection.register(calledMethods()));
    }
    if (entry.allFields()) {
      RuntimeReflection.registerAllDeclaredFields(type);
      ifThere(() -> RuntimeReflection.register(type.getDeclaredFields()));
    }
    if (entry.allClasses()) {
      RuntimeReflection.registerAllDeclaredClasses(type);
    }
    entry.methods().forEach(it -> ifThere(() -> RuntimeReflection.register(find(it))));
    entry
        .queriedMethods()
        .forEach(it -> ifThere(() -> RuntimeReflection.registerAsQueried(find(it))));
    entry
        .fields()
        .forEach(it -> ifThere(() -> RuntimeReflection.register(type.getDeclaredField(it))));
  }

  private Method[] calledMethods() {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> entry.mayCall(method.getName()))
        .toArray(Method[]::new);
  }

  private Executable find(Signature wanted) throws ReflectiveOperationException {
    Executable[] all =
        wanted.name().equals("<init>") ? type.getDeclaredConstructors() : type.getDeclaredMethods();
    return Arrays.stream(all)
        .filter(it -> it instanceof Constructor || it.getName().equals(wanted.name()))
        .filter(it -> names(it.getParameterTypes()).equals(wanted.parameters()))
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(wanted.toString()));
  }

  private static List<String> names(Class<?>[] types) {
    return Arrays.stream(types).map(Class::getTypeName).toList();
  }

  /** GraalVM leaves out what is not there, too, and what names classes that are not. */
  private static void ifThere(Lookup lookup) {
    try {
      lookup.run();
    } catch (ReflectiveOperationException | LinkageError e) {
      return;
    }
  }
}
