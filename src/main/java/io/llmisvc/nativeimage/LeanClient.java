package io.llmisvc.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * The Kubernetes client as the native binary has it. It knows no operations of single kinds, such
 * as scaling a Deployment, and no groups of the API by methods: here all kinds are read and written
 * alike. Each would bring its part of the model.
 */
@TargetClass(className = "io.fabric8.kubernetes.client.impl.KubernetesClientImpl")
final class LeanClient {
  private LeanClient() {}

  @Substitute
  @SuppressWarnings("EffectivelyPrivate") // takes the place of a method that is
  protected void registerDefaultAdapters() {}

  @Substitute
  @SuppressWarnings("EffectivelyPrivate")
  protected void registerDefaultHandlers() {}
}
