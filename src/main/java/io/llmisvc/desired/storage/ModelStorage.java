package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.Container;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.spec.StorageInitializerSpec;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What brings the model into one pod. */
public final class ModelStorage {
  static final String URI_PATH = "spec.model.uri";

  private ModelStorage() {}

  public static PodFragment of(StorageRequest request) {
    if (isSwitchedOff(request.effective().spec())) {
      return PodFragment.NOTHING;
    }
    CachedModel model =
        CachedModel.of(
            uri(request.effective().spec()), request.effective().service(), request.blame());
    return from(request, model.uri()).and(PodFragment.findings(model.findings()));
  }

  private static PodFragment from(StorageRequest request, String text) {
    return ModelUri.parse(text)
        .map(uri -> checked(request, uri, attached(request, uri)))
        .orElseGet(() -> error(request, "'" + text + "' is no model URI: " + schemes()));
  }

  /** One download container brings all that is downloaded. */
  private static PodFragment attached(StorageRequest request, ModelUri uri) {
    List<DownloadSource> downloads = new ArrayList<>();
    PodFragment model =
        switch (uri.scheme()) {
          case "hf", "s3" -> {
            downloads.add(new DownloadSource(uri, DownloadSource.MODEL, URI_PATH));
            yield PodFragment.NOTHING;
          }
          case "pvc" -> ClaimMount.ofModel(request, uri);
          case "oci", "oci+native" -> ModelImage.of(request, uri);
          default -> error(request, "scheme '" + uri.scheme() + "' is not known: " + schemes());
        };
    PodFragment claims = PodFragment.NOTHING;
    for (Adapter adapter : request.adapters()) {
      if (adapter.isClaim()) {
        claims = claims.and(ClaimMount.ofAdapter(request, adapter));
      } else {
        downloads.add(new DownloadSource(adapter.uri(), adapter.path(), adapter.field()));
      }
    }
    PodFragment downloaded =
        downloads.isEmpty()
            ? PodFragment.NOTHING
            : Download.of(request, downloads, uri.isImage() ? Download.ADAPTERS : Download.VOLUME);
    return PodFragment.all(model, downloaded, claims);
  }

  private static PodFragment checked(StorageRequest request, ModelUri uri, PodFragment fragment) {
    Optional<Container> target = request.target();
    if (target.isEmpty()) {
      return fragment.and(PodFragment.finding(noTarget(request, uri)));
    }
    return fragment
        .containers()
        .getOrDefault(request.container(), ContainerFragment.NOTHING)
        .clash(target.get(), request.path())
        .map(path -> fragment.and(PodFragment.finding(clash(request, path))))
        .orElse(fragment);
  }

  private static Finding clash(StorageRequest request, String path) {
    return request
        .blame()
        .error(
            URI_PATH,
            "container "
                + request.container()
                + " mounts a volume of its own at "
                + path
                + ", where the model goes; move that mount, or set"
                + " spec.storageInitializer.enabled to false");
  }

  /** A download or a claim does no harm then; an image would be pulled for nobody. */
  private static Finding noTarget(StorageRequest request, ModelUri uri) {
    String message =
        "the pod has no container '" + request.container() + "', so the model is mounted nowhere";
    return uri.isImage()
        ? request.blame().error(URI_PATH, message)
        : request.blame().warning("ModelNotMounted", URI_PATH, message);
  }

  static boolean isSwitchedOff(LLMInferenceServiceSpec spec) {
    StorageInitializerSpec initializer = spec.storageInitializer();
    return initializer != null && Boolean.FALSE.equals(initializer.enabled());
  }

  static String uri(LLMInferenceServiceSpec spec) {
    LLMModelSpec model = spec.model();
    return model == null ? "" : Objects.requireNonNullElse(model.uri(), "");
  }

  private static PodFragment error(StorageRequest request, String message) {
    return PodFragment.findings(List.of(request.blame().error(URI_PATH, message)));
  }

  private static String schemes() {
    return "use hf://, s3://, pvc:// or oci://";
  }
}
