package io.llmisvc.desired.storage;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.llmisvc.desired.ContainerEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How to reach an S3 store. Each value comes from an annotation, else from the data of the Secret,
 * else from the operator configuration; the first that is present decides, also when it is empty,
 * and an empty value is no variable.
 *
 * @param annotations of the Secret, or of the service account
 * @param data of the Secret; empty when an account is read
 * @param config values by the member's name in the operator configuration
 */
record S3Environment(
    Map<String, String> annotations, Map<String, String> data, Map<String, String> config) {
  private static final String ANNOTATION_PREFIX = "serving.kserve.io/s3-";
  private static final List<Source> PLAIN =
      List.of(
          new Source("S3_VERIFY_SSL", "verifyssl", "s3VerifySSL"),
          new Source("awsAnonymousCredential", "useanoncredential", "s3UseAnonymousCredential"),
          new Source("AWS_DEFAULT_REGION", "region", "s3Region"),
          new Source("S3_USER_VIRTUAL_BUCKET", "usevirtualbucket", "s3UseVirtualBucket"),
          new Source("S3_USE_ACCELERATE", "useaccelerate", "s3UseAccelerate"),
          new Source("AWS_CA_BUNDLE", "cabundle", "s3CABundle"),
          new Source("AWS_CA_BUNDLE_CONFIGMAP", "cabundle-configmap", "s3CABundleConfigMap"));

  List<EnvVar> variables() {
    List<EnvVar> result = new ArrayList<>(endpoint());
    PLAIN.forEach(source -> add(result, source.name(), value(source)));
    return result;
  }

  private List<EnvVar> endpoint() {
    String endpoint = value(new Source("S3_ENDPOINT", "endpoint", "s3Endpoint")).trim();
    if (endpoint.isEmpty()) {
      return List.of();
    }
    String configured = value(new Source("S3_USE_HTTPS", "usehttps", "s3UseHttps"));
    Endpoint parsed = Endpoint.of(endpoint, configured);
    List<EnvVar> result = new ArrayList<>();
    add(result, "S3_USE_HTTPS", parsed.useHttps());
    add(result, "S3_ENDPOINT", parsed.host());
    add(result, "AWS_ENDPOINT_URL", parsed.url());
    return result;
  }

  private String value(Source source) {
    String annotated = annotations.get(ANNOTATION_PREFIX + source.annotation());
    if (annotated != null) {
      return annotated;
    }
    String secret = data.get(source.name());
    return secret != null ? secret : config.getOrDefault(source.member(), "");
  }

  private static void add(List<EnvVar> result, String name, String value) {
    if (!value.isEmpty()) {
      result.add(ContainerEnvironment.literal(name, value));
    }
  }

  private record Source(String name, String annotation, String member) {}

  /** An endpoint's own scheme beats the switch that is configured. */
  private record Endpoint(String useHttps, String host, String url) {
    private static final String HTTPS = "https://";
    private static final String HTTP = "http://";

    static Endpoint of(String text, String useHttps) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.startsWith(HTTPS)) {
        return new Endpoint("1", text.substring(HTTPS.length()), text);
      }
      if (lower.startsWith(HTTP)) {
        return new Endpoint("0", text.substring(HTTP.length()), text);
      }
      return new Endpoint(useHttps, text, (useHttps.equals("0") ? HTTP : HTTPS) + text);
    }
  }
}
