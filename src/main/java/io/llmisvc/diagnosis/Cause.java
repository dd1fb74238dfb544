package io.llmisvc.diagnosis;

import io.llmisvc.model.storage.DownloadFault;

/** Why a service can be not ready, and what its owner does about it. */
public enum Cause {
  NOT_SEEN(
      "the operator has not acted on the last change",
      "look whether the operator runs and watches this namespace: llmisvc doctor"),
  STOPPED(
      "the service is stopped", "start it: kubectl annotate llmisvc NAME serving.kserve.io/stop-"),
  BEING_DELETED(
      "the service is being deleted",
      "wait, or look at its finalizers and its condition GroupReady"),
  CONFIG("a config is missing, or does not merge", "correct the config or the field that is named"),
  REFUSED("the spec asks for what cannot be", "correct the field that is named"),
  KIND_MISSING(
      "the cluster does not serve a kind that is needed", "install what is named: llmisvc doctor"),
  CHILD_REFUSED(
      "the API server refused a child",
      "the answer names who refused it: quota, a webhook, or missing rights of the operator"),
  CERTIFICATE(
      "a certificate is wrong",
      "correct the Secret that is named; delete it if it is the operator's, which makes a new one"),
  PODS_REFUSED("pods are refused", "raise the quota, or ask who runs the webhook that is named"),
  UNSCHEDULABLE(
      "no node has room for a pod",
      "add nodes, ask for less, or correct selectors and tolerations: llmisvc capacity"),
  IMAGE(
      "an image cannot be pulled",
      "correct the name of the image, or give spec.template.imagePullSecrets"),
  DOWNLOAD_CERTIFICATE(
      "the certificate of the model's storage is not trusted",
      "name a ConfigMap with its authority as caBundleConfigMapName in the operator's"
          + " storageInitializer"),
  DOWNLOAD_CREDENTIALS(
      "the model's storage wants other credentials",
      "give the service account a Secret with credentials for this storage"),
  DOWNLOAD_NOT_FOUND("the model is not where spec.model.uri says", "correct spec.model.uri"),
  DOWNLOAD_NO_SPACE(
      "the model does not fit where it is loaded to",
      "give the volume or the limit for ephemeral-storage more room"),
  DOWNLOAD("the model cannot be loaded", "the last lines of the loader say why"),
  OUT_OF_MEMORY(
      "a container needs more memory than its limit",
      "raise resources.limits.memory, or use less: shorter contexts, fewer sequences"),
  CONTAINER_CONFIG(
      "a container cannot be made as it is asked for",
      "correct what is named: a Secret, a ConfigMap, or runAsNonRoot of an image that runs as root"),
  CRASHING("a container ends again and again", "its last lines say why"),
  PROBE_SCHEME(
      "a probe speaks another protocol than the server",
      "set the probe's httpGet.scheme to what the server speaks, HTTPS with its certificate"),
  PROBE(
      "a probe fails", "wait while the model loads; else correct the probe, or give it more time"),
  STARTING("pods start", "wait: images and models take their time"),
  GROUP_WAITING(
      "pods of a LeaderWorkerSet wait for each other",
      "look at the pod that is not ready: the group starts as a whole"),
  SCALING("what scales the service does not work", "correct what its message names"),
  GATEWAY("a Gateway is not programmed", "look at the Gateway and at the controller of its class"),
  ROUTE("a Gateway does not accept the route", "correct what the Gateway's answer names"),
  POOL(
      "a Gateway does not accept the pool",
      "correct what the Gateway's answer names, or look at its controller"),
  UNREAD("something that is needed cannot be read", "look at the rights of the operator"),
  WAITING("others have not acted yet", "wait; look at the controller of the object that is named");

  private final String title;
  private final String remedy;

  Cause(String title, String remedy) {
    this.title = title;
    this.remedy = remedy;
  }

  /**
   * Why a model is not loaded.
   *
   * @param log what the loader wrote, or a part of it
   */
  static Cause ofDownload(String log) {
    return DownloadFault.of(log)
        .map(
            fault ->
                switch (fault) {
                  case NO_SPACE -> DOWNLOAD_NO_SPACE;
                  case CERTIFICATE -> DOWNLOAD_CERTIFICATE;
                  case CREDENTIALS -> DOWNLOAD_CREDENTIALS;
                  case NOT_FOUND -> DOWNLOAD_NOT_FOUND;
                })
        .orElse(DOWNLOAD);
  }

  /** What is the matter, in a few words. */
  public String title() {
    return title;
  }

  /** What to do, in a sentence without a full stop. */
  public String remedy() {
    return remedy;
  }
}
