package io.llmisvc.desired.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Lookup;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.Map;

/**
 * The copy of the operator's CA bundle in a service's namespace. All services of the namespace
 * share it: nothing owns it and nothing removes it. It carries the part-of label, because the
 * caches of children hold only what has it.
 */
public final class CaBundleCopy {
  private static final String KEY = "cabundle.crt";

  private CaBundleCopy() {}

  public static Desired of(ServiceMeta service, Settings settings, Facts facts, Blame blame) {
    String source = settings.storage().caBundleConfigMapName();
    if (source.isEmpty()) {
      return Desired.NOTHING;
    }
    return switch (facts.find(Kind.CONFIG_MAP, settings.systemNamespace(), source)) {
      case Lookup.Unknown unknown -> Desired.NOTHING;
      case Lookup.Absent absent -> missing(blame, settings, "does not exist");
      case Lookup.Found(ObjectNode configMap) -> {
        String bundle = configMap.path("data").path(KEY).asText();
        yield bundle.isEmpty()
            ? missing(blame, settings, "has no " + KEY)
            : ServiceChildren.present(ChildRole.CA_BUNDLE, copy(service, bundle));
      }
    };
  }

  private static Object copy(ServiceMeta service, String bundle) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(ChildRole.CA_BUNDLE.name(service))
        .withNamespace(service.namespace())
        .withLabels(Map.of(Labels.PART_OF, Labels.PART_OF_VALUE))
        .endMetadata()
        .withData(Map.of(KEY, bundle))
        .build();
  }

  private static Desired missing(Blame blame, Settings settings, String what) {
    return Desired.finding(
        blame.error(
            "",
            "ConfigMap "
                + settings.systemNamespace()
                + "/"
                + settings.storage().caBundleConfigMapName()
                + ", named by storageInitializer.caBundleConfigMapName of the operator"
                + " configuration, "
                + what));
  }
}
