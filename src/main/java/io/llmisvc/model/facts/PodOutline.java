package io.llmisvc.model.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.storage.DownloadFault;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of a pod: where it is, its labels, and of one that is not ready what keeps it from
 * being so. It is the same however often a container starts again, holds no times, no counts and
 * nothing that a container wrote, and the outline of an outline is itself.
 */
public final class PodOutline {
  /** So much of what scheduler, kubelet and registries say. */
  private static final int LONGEST = 1000;

  /** Reasons between which a kubelet goes to and fro while it tries to pull an image. */
  private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff");

  /** What it says while it waits for the next try; newer ones add what went wrong. */
  private static final Pattern BACK_OFF =
      Pattern.compile("Back-off pulling image \"[^\"]*\"(: ErrImagePull)?(: )?");

  /** Ends of a container that never ran, of which the runtime speaks. */
  private static final Set<String> NOT_BEGUN = Set.of("StartError", "ContainerCannotRun");

  /** Reasons to wait that say nothing: all is on its way, or the last end says more. */
  private static final Set<String> ORDINARY =
      Set.of("", "ContainerCreating", "PodInitializing", "CrashLoopBackOff");

  private static final String OUT_OF_MEMORY = "OOMKilled";

  private final ObjectNode pod;
  private final ObjectNode kept;
  private final ObjectNode status;

  private PodOutline(ObjectNode pod) {
    this.pod = pod;
    this.kept = pod.objectNode();
    this.status = pod.objectNode();
  }

  public static ObjectNode of(ObjectNode pod) {
    return new PodOutline(pod).outline();
  }

  private ObjectNode outline() {
    ObjectNode metadata = kept.putObject("metadata");
    copy(pod.path("metadata"), metadata, "namespace", "name", "labels", "deletionTimestamp");
    kept.set("status", status);
    address(pod.path("status"));
    ArrayNode conditions = status.arrayNode();
    boolean isReady = false;
    for (JsonNode condition : pod.path("status").path("conditions")) {
      isReady |= is(condition, "Ready", "True");
    }
    if (isReady) {
      conditions.addObject().put("type", "Ready").put("status", "True");
    } else if (!metadata.has("deletionTimestamp")) {
      trouble(conditions);
    }
    if (!conditions.isEmpty()) {
      status.set("conditions", conditions);
    }
    return kept;
  }

  /** A list of that one address alone says nothing more. */
  private void address(JsonNode said) {
    copy(said, status, "podIP");
    JsonNode all = said.path("podIPs");
    if (all.size() > 1 || !all.path(0).path("ip").equals(said.path("podIP"))) {
      copy(said, status, "podIPs");
    }
  }

  private void trouble(ArrayNode conditions) {
    JsonNode said = pod.path("status");
    if (said.path("phase").asText().equals("Failed")) {
      copy(said, status, "phase", "reason");
      copyMessage(said, status);
    }
    for (JsonNode condition : said.path("conditions")) {
      if (is(condition, "PodScheduled", "False")) {
        ObjectNode scheduled = conditions.addObject();
        copy(condition, scheduled, "type", "status", "reason");
        copyMessage(condition, scheduled);
      }
    }
    containers("initContainerStatuses", "initContainers", false);
    containers("containerStatuses", "containers", true);
  }

  /**
   * @param runForEver whether such a container may not end, not even well
   */
  private void containers(String statuses, String specs, boolean runForEver) {
    ArrayNode troubled = status.arrayNode();
    for (JsonNode container : pod.path("status").path(statuses)) {
      if (!container.path("ready").asBoolean()) {
        ObjectNode told = troubled.objectNode();
        told.put("name", container.path("name").asText());
        tell(container, runForEver, told);
        if (told.size() > 1) {
          troubled.add(told);
          limit(told, specs);
        }
      }
    }
    if (!troubled.isEmpty()) {
      status.set(statuses, troubled);
    }
  }

  private static void tell(JsonNode container, boolean runForEver, ObjectNode told) {
    JsonNode waiting = container.path("state").path("waiting");
    String reason = waiting.path("reason").asText();
    JsonNode now = container.path("state").path("terminated");
    JsonNode end = now.isObject() ? now : container.path("lastState").path("terminated");
    if (PULLING.contains(reason)) {
      copy(container, told, "image");
      wait(told, "ErrImagePull", BACK_OFF.matcher(text(waiting)).replaceFirst(""));
    } else if (!ORDINARY.contains(reason)) {
      copy(container, told, "image");
      wait(told, reason, text(waiting));
    } else if (NOT_BEGUN.contains(end.path("reason").asText())) {
      wait(told, "RunContainerError", text(end));
    } else if (end.isObject() && (runForEver || end.path("exitCode").asInt() != 0)) {
      end(told, end);
    } else if (container.path("state").has("running")) {
      told.putObject("state").putObject("running");
    }
  }

  private static void wait(ObjectNode told, String reason, String message) {
    told.putObject("state").putObject("waiting").put("reason", reason).put("message", cut(message));
  }

  private static void end(ObjectNode told, JsonNode end) {
    ObjectNode last = told.putObject("lastState").putObject("terminated");
    copy(end, last, "exitCode");
    if (end.path("reason").asText().equals(OUT_OF_MEMORY)) {
      copy(end, last, "reason");
    }
    if (DownloadFault.LOADERS.contains(told.path("name").asText())) {
      DownloadFault.of(text(end)).ifPresent(fault -> last.put("message", fault.sign()));
    }
  }

  /** The limit of what was killed for its memory. */
  private void limit(ObjectNode container, String specs) {
    String reason = container.at("/lastState/terminated/reason").asText();
    for (JsonNode spec : pod.path("spec").path(specs)) {
      if (reason.equals(OUT_OF_MEMORY) && spec.path("name").equals(container.path("name"))) {
        ObjectNode limited = kept.withObjectProperty("spec").withArrayProperty(specs).addObject();
        copy(spec, limited, "name");
        JsonNode limits = spec.path("resources").path("limits");
        copy(limits, limited.putObject("resources").putObject("limits"), "memory");
      }
    }
  }

  private static boolean is(JsonNode condition, String type, String value) {
    return condition.path("type").asText().equals(type)
        && condition.path("status").asText().equals(value);
  }

  private static void copyMessage(JsonNode from, ObjectNode to) {
    if (from.hasNonNull("message")) {
      to.put("message", cut(text(from)));
    }
  }

  private static String text(JsonNode holder) {
    return holder.path("message").asText("");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static void copy(JsonNode from, ObjectNode to, String... members) {
    for (String member : List.of(members)) {
      if (from.has(member)) {
        to.set(member, from.get(member));
      }
    }
  }
}
