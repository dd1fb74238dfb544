package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.desired.Account;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.scheduler.config.Rewriting;
import io.llmisvc.desired.scheduler.config.Sidecar;
import io.llmisvc.desired.storage.DownloadAccount;
import io.llmisvc.desired.storage.ModelStorage;
import io.llmisvc.desired.storage.StandingMarks;
import io.llmisvc.desired.storage.StorageRequest;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Subject;
import java.util.List;
import java.util.Optional;

/** The model where a tokenizer reads it, with the credentials of the picker's account. */
final class TokenizerModel {
  private static final String PATTERNS = "STORAGE_ALLOW_PATTERNS";

  /** A JSON list, as the storage initializer reads it. */
  private static final String FILES =
      "[\"tokenizer.json\",\"tokenizer_config.json\",\"special_tokens_map.json\",\"vocab.json\","
          + "\"merges.txt\",\"config.json\",\"generation_config.json\"]";

  private static final Blame PICKER =
      new Blame(Subject.SCHEDULER, ChildRole.SCHEDULER_DEPLOYMENT.failureReason());

  private TokenizerModel() {}

  /**
   * The whole model.
   *
   * @param live the Deployment that runs now
   */
  static PodFragment whole(
      EndpointPicker picker,
      PodSpec template,
      Optional<ObjectNode> live,
      String container,
      Blame blame) {
    return ModelStorage.of(
        new StorageRequest(
            StandingMarks.of(picker.effective(), picker.settings(), picker.facts(), blame)
                .effective(),
            picker.settings(),
            picker.facts(),
            template,
            live.map(object -> object.at("/spec/template/spec")).orElse(MissingNode.getInstance()),
            DownloadAccount.of(
                Account.find(
                    picker.facts(), picker.service().namespace(), picker.credentialsAccount())),
            container,
            Rewriting.TOKENIZER_MODEL,
            List.of(),
            blame));
  }

  /** For the container of the picker's pod: of what is downloaded only a tokenizer's files. */
  static PodFragment ofSidecar(EndpointPicker picker, PodSpec template, Optional<ObjectNode> live) {
    PodFragment model = whole(picker, template, live, Sidecar.NAME, PICKER);
    return new PodFragment(
        model.containers(),
        model.initContainers().stream().map(TokenizerModel::onlyFiles).toList(),
        model.withoutInitContainers(),
        model.items(),
        model.fields(),
        model.findings());
  }

  private static Container onlyFiles(Container container) {
    return container.getName().equals(StorageRequest.INITIALIZER)
        ? new ContainerBuilder(container)
            .withEnv(
                ContainerEnvironment.of(container)
                    .setIfAbsent(ContainerEnvironment.literal(PATTERNS, FILES))
                    .variables())
            .build()
        : container;
  }
}
