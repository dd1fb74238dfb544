package io.llmisvc.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.RelatedImage;
import io.llmisvc.composition.layer.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Every image that an install pulls: the operator's and those that the presets and the operator's
 * ConfigMap name, by digest where one is known, else as they are named.
 */
final class Images {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Images() {}

  static List<RelatedImage> of(Release release) {
    List<RelatedImage> related = new ArrayList<>();
    related.add(new RelatedImage(release.image(), "manager"));
    for (String image : named()) {
      related.add(new RelatedImage(pinned(image, release), name(image)));
    }
    return related;
  }

  private static TreeSet<String> named() {
    TreeSet<String> images = new TreeSet<>();
    Presets.load(Presets.DEFAULT_PREFIX, "kserve")
        .forEach(preset -> images.addAll(preset.findValuesAsText("image")));
    for (JsonNode document :
        SourceManifests.base("ConfigMap", "inferenceservice-config").path("data")) {
      images.addAll(json(document.asText()).findValuesAsText("image"));
    }
    return images;
  }

  /** A reference with both a tag and a digest is one that some tools cannot mirror. */
  private static String pinned(String image, Release release) {
    int at = image.indexOf('@');
    String name = at < 0 ? image : image.substring(0, at);
    String digest = at < 0 ? release.digests().get(image) : image.substring(at + 1);
    return digest == null ? image : withoutTag(name) + "@" + digest;
  }

  private static String name(String image) {
    String name = image.replaceAll("@.*", "");
    return withoutTag(name).substring(name.lastIndexOf('/') + 1);
  }

  private static String withoutTag(String name) {
    return name.replaceAll(":[^:/]*$", "");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
