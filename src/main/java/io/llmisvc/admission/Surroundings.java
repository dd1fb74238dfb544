package io.llmisvc.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.storage.LocalModelCache;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is known around an object that somebody writes; answered from memory, at once. */
public interface Surroundings {
  /** The operator's configuration; absent when it is not valid, or not known yet. */
  Optional<Settings> settings();

  /** What holds of it when the ConfigMap says nothing: the names that the environment gives. */
  Settings unconfigured();

  /** Why there is no configuration. */
  String settingsProblem();

  /** What a service is composed from, as far as it is known now. */
  Inputs inputs(ObjectNode service, Settings settings);

  /**
   * The caches that may have the model of a service in a namespace: first those of the namespace,
   * then those that all share, each by name; absent while not all of them can be told.
   */
  Optional<List<LocalModelCache>> localModels(String namespace);

  /** All services to which a config may matter, and perhaps others. */
  Stream<ObjectNode> users(NamespacedName config);

  /**
   * Does what takes long, unless so much of that is being done that others would wait for it: then
   * there is no result.
   */
  <T> Optional<T> whenThereIsRoom(Supplier<T> work);

  /** Becomes true when so much time has passed that whoever waits should have an answer. */
  BooleanSupplier patience();
}
