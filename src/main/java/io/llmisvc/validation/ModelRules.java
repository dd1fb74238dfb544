package io.llmisvc.validation;

import io.llmisvc.api.spec.ConfidentialSpec;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.spec.LoRASpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The model; at {@code spec.model}. */
final class ModelRules {
  private static final Set<String> SCHEMES = Set.of("hf", "s3", "pvc", "oci", "oci+native");
  private static final Set<String> DOWNLOADED = Set.of("hf", "s3");
  private static final Pattern RESOURCE =
      Pattern.compile("kbs:///[a-zA-Z0-9_.-]+/[a-zA-Z0-9_.-]+/[a-zA-Z0-9_.-]+");
  private static final LLMModelSpec NONE = new LLMModelSpec(null, null, null, null, null);

  /** Where the model comes from; not asked when the operator is told not to attach it. */
  static final List<Rule<LLMInferenceServiceSpec>> URI =
      List.of(
          Rule.<LLMInferenceServiceSpec>error(
                  ".uri",
                  spec -> isAttached(spec) && uri(spec).isEmpty(),
                  "no model is given, neither by the service nor by its configs; set it, such as"
                      + " hf://organisation/model")
              .last(),
          Rule.<LLMInferenceServiceSpec>error(
                  ".uri",
                  spec -> isAttached(spec) && !uri(spec).contains("://"),
                  spec ->
                      "%s has no scheme; use hf://, s3://, pvc:// or oci://".formatted(uri(spec)))
              .last(),
          Rule.error(
              ".uri",
              spec -> isAttached(spec) && !SCHEMES.contains(scheme(spec)),
              spec ->
                  "%s has the scheme %s, which is not supported; use hf://, s3://, pvc:// or oci://"
                      .formatted(uri(spec), scheme(spec))));

  static final List<Rule<LLMInferenceServiceSpec>> CONFIDENTIAL =
      List.of(
          Rule.warning(
              ".confidential",
              spec -> isConfidential(spec) && scheme(spec).equals("oci"),
              "has no effect for oci:// models"),
          Rule.warning(
              ".confidential",
              spec -> isConfidential(spec) && scheme(spec).equals("pvc"),
              "has no effect for pvc:// models"),
          Rule.warning(
              ".confidential",
              spec ->
                  isConfidential(spec)
                      && DOWNLOADED.contains(scheme(spec))
                      && hasDownloadedAdapters(spec),
              "has no effect together with adapters that are downloaded"),
          Rule.error(
              ".confidential.resourceId",
              spec -> isConfidential(spec) && isBadResource(spec),
              spec ->
                  "%s is not of the form kbs:///repository/type/tag".formatted(resource(spec))));

  private ModelRules() {}

  private static LLMModelSpec model(LLMInferenceServiceSpec spec) {
    return spec.model() == null ? NONE : spec.model();
  }

  private static String uri(LLMInferenceServiceSpec spec) {
    return Objects.requireNonNullElse(model(spec).uri(), "");
  }

  private static String scheme(LLMInferenceServiceSpec spec) {
    return scheme(uri(spec));
  }

  private static String scheme(String uri) {
    int end = uri.indexOf("://");
    return end < 0 ? "" : uri.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isAttached(LLMInferenceServiceSpec spec) {
    return spec.storageInitializer() == null
        || !Boolean.FALSE.equals(spec.storageInitializer().enabled());
  }

  private static boolean isConfidential(LLMInferenceServiceSpec spec) {
    ConfidentialSpec confidential = model(spec).confidential();
    return confidential != null && Boolean.TRUE.equals(confidential.enabled());
  }

  private static boolean hasDownloadedAdapters(LLMInferenceServiceSpec spec) {
    LoRASpec lora = model(spec).lora();
    return lora != null
        && lora.adapters().stream()
            .map(adapter -> Objects.requireNonNullElse(adapter.uri(), ""))
            .map(ModelRules::scheme)
            .anyMatch(DOWNLOADED::contains);
  }

  private static String resource(LLMInferenceServiceSpec spec) {
    ConfidentialSpec confidential = model(spec).confidential();
    String id = confidential == null ? null : confidential.resourceId();
    return Objects.requireNonNullElse(id, "");
  }

  private static boolean isBadResource(LLMInferenceServiceSpec spec) {
    return !resource(spec).isEmpty() && !RESOURCE.matcher(resource(spec)).matches();
  }
}
