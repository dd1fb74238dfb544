package io.llmisvc.api;

/** The names under which the API server serves the two kinds. */
public final class ServingApi {
  public static final String GROUP = "serving.kserve.io";
  public static final String V1ALPHA1 = "v1alpha1";
  public static final String V1ALPHA2 = "v1alpha2";
  public static final String SERVICE_KIND = "LLMInferenceService";
  public static final String SERVICE_PLURAL = "llminferenceservices";
  public static final String SERVICE_SINGULAR = "llminferenceservice";
  public static final String CONFIG_KIND = "LLMInferenceServiceConfig";
  public static final String CONFIG_PLURAL = "llminferenceserviceconfigs";
  public static final String CONFIG_SINGULAR = "llminferenceserviceconfig";

  private ServingApi() {}
}
