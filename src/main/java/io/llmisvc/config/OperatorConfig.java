package io.llmisvc.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.JsonReader;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the operator ConfigMap: one JSON document per key, unknown keys and members ignored but
 * for those of {@code security}, what is not said taken from {@link Settings#defaults()}.
 */
public final class OperatorConfig {
  private static final JsonMapper JSON = JsonReader.builder().build();
  private static final Pattern GATEWAY_NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?/[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Settings DEFAULTS = Settings.defaults();

  private final OperatorEnvironment environment;
  private final Map<String, String> data;
  private final List<String> problems = new ArrayList<>();

  private OperatorConfig(OperatorEnvironment environment, Map<String, String> data) {
    this.environment = environment;
    this.data = data;
  }

  /**
   * @param data the ConfigMap's data; empty when there is no ConfigMap, which gives the defaults
   */
  public static SettingsResult parse(OperatorEnvironment environment, Map<String, String> data) {
    return new OperatorConfig(environment, data).parse();
  }

  /** The ConfigMap that says what holds without any, as an object of the system namespace. */
  public static ObjectNode shipped(String systemNamespace) {
    ObjectNode configMap = Yaml.object(builtIn());
    configMap.withObjectProperty("metadata").put("namespace", systemNamespace);
    ObjectNode data = configMap.withObjectProperty("data");
    String ingress = data.path("ingress").asText();
    data.put("ingress", ingress.replace("\"kserve/", "\"" + systemNamespace + "/"));
    return configMap;
  }

  private static String builtIn() {
    try (InputStream resource = OperatorConfig.class.getResourceAsStream("/operator-config.yaml")) {
      if (resource == null) {
        throw new IllegalStateException("The resource operator-config.yaml is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SettingsResult parse() {
    Settings settings =
        new Settings(
            environment.systemNamespace(),
            environment.configPrefix(),
            environment.versionedConfigs(),
            environment.clusterDomain(),
            environment.wildcardHostname(),
            !environment.watchedNamespaces().isEmpty(),
            ingress(new Section("ingress")),
            storage(new Section("storageInitializer")),
            credentials(new Section("credentials")),
            expirationAnnotations(new Section("scheduler")),
            variantMetrics(new Section(Settings.VariantMetrics.KEY).within("prometheus")),
            security(),
            new Section("migration").flag("holdPods", DEFAULTS.holdsMigration()),
            new Section("localModel").flag("enabled", DEFAULTS.localModels()));
    return problems.isEmpty()
        ? new SettingsResult.Valid(settings)
        : new SettingsResult.Invalid(settings.operatorConfigMap(), problems);
  }

  private Settings.Ingress ingress(Section section) {
    Settings.Ingress defaults = Settings.Ingress.defaults();
    String gateway = section.text("kserveIngressGateway", "");
    if (section.flag("enableGatewayApi", false) && !GATEWAY_NAME.matcher(gateway).matches()) {
      section.problem("kserveIngressGateway", gateway, "must be <namespace>/<name>");
    }
    String className = section.text("managedGatewayClassName", "");
    return new Settings.Ingress(
        section.isMissing() ? inSystemNamespace(defaults) : gatewayName(gateway),
        className.isEmpty() ? null : className,
        section.text("urlScheme", defaults.urlScheme()),
        section.flag("enableLLMInferenceServiceTLS", defaults.tls()),
        section.text("modelBasedRoutingHeaderName", defaults.modelRoutingHeader()),
        switch (section.text("modelBasedRoutingMode", "").toLowerCase(Locale.ROOT)) {
          case "forced" -> Settings.ModelRoutingMode.FORCED;
          case "disabled" -> Settings.ModelRoutingMode.DISABLED;
          default -> Settings.ModelRoutingMode.ENABLED;
        });
  }

  private NamespacedName inSystemNamespace(Settings.Ingress defaults) {
    NamespacedName shipped = defaults.defaultGateway();
    return new NamespacedName(environment.systemNamespace(), shipped == null ? "" : shipped.name());
  }

  private @Nullable NamespacedName gatewayName(String text) {
    if (text.isEmpty()) {
      return null;
    }
    int slash = text.indexOf('/');
    return slash > 0 && slash == text.lastIndexOf('/')
        ? new NamespacedName(text.substring(0, slash), text.substring(slash + 1))
        : new NamespacedName(environment.systemNamespace(), text);
  }

  private static Settings.Storage storage(Section section) {
    Settings.Storage defaults = Settings.Storage.defaults();
    JsonNode uid = section.member("uidModelcar");
    return new Settings.Storage(
        section.text("image", defaults.image()),
        section.quantity("cpuRequest", defaults.cpuRequest()),
        section.quantity("cpuLimit", defaults.cpuLimit()),
        section.quantity("memoryRequest", defaults.memoryRequest()),
        section.quantity("memoryLimit", defaults.memoryLimit()),
        section.isMissing() ? defaults.ociMode() : ociMode(section),
        section.quantity("cpuModelcar", defaults.cpuModelcar()),
        section.quantity("memoryModelcar", defaults.memoryModelcar()),
        section.isMissing() ? defaults.uidModelcar() : uid.isNumber() ? uid.asLong() : null,
        section.text("caBundleConfigMapName", defaults.caBundleConfigMapName()),
        section.text("caBundleVolumeMountPath", defaults.caBundleVolumeMountPath()));
  }

  private static Settings.OciMode ociMode(Section section) {
    String mode = section.text("ociModelMode", "");
    return switch (mode) {
      case "modelcar" -> Settings.OciMode.MODELCAR;
      case "native" -> Settings.OciMode.NATIVE;
      case "fetch" -> Settings.OciMode.FETCH;
      case "" ->
          section.flag("enableModelcar", false) || section.flag("enableOciModelSupport", false)
              ? Settings.OciMode.MODELCAR
              : Settings.OciMode.DISABLED;
      default -> {
        section.problem("ociModelMode", mode, "must be modelcar, native or fetch");
        yield Settings.OciMode.DISABLED;
      }
    };
  }

  private static Settings.Credentials credentials(Section section) {
    if (section.isMissing()) {
      return DEFAULTS.credentials();
    }
    JsonNode s3 = section.member("s3");
    Map<String, String> values = new LinkedHashMap<>();
    s3.properties()
        .forEach(
            e -> {
              if (!e.getValue().asText().isEmpty()) {
                values.put(e.getKey(), e.getValue().asText());
              }
            });
    return new Settings.Credentials(
        section.text("storageSecretNameAnnotation", ""),
        section
            .member("gcs")
            .path("gcsCredentialFileName")
            .asText(DEFAULTS.credentials().gcsCredentialFileName()),
        s3.path("s3AccessKeyIDName").asText("awsAccessKeyID"),
        s3.path("s3SecretAccessKeyName").asText("awsSecretAccessKey"),
        values);
  }

  private static List<String> expirationAnnotations(Section section) {
    List<String> keys = new ArrayList<>();
    section.member("expirationAnnotations").forEach(key -> keys.add(key.asText()));
    return keys.isEmpty() ? DEFAULTS.expirationAnnotations() : keys;
  }

  private static Settings.VariantMetrics variantMetrics(Section prometheus) {
    return new Settings.VariantMetrics(
        prometheus.text("url", ""),
        prometheus.flag("tlsInsecureSkipVerify", false),
        prometheus.text("authModes", ""),
        prometheus.text("triggerAuthName", ""),
        prometheus.text("triggerAuthKind", ""));
  }

  private Settings.Security security() {
    data.keySet().stream()
        .filter(key -> key.equalsIgnoreCase(SecuritySection.KEY))
        .filter(key -> !key.equals(SecuritySection.KEY))
        .sorted()
        .forEach(
            key -> problems.add("key %s: must be written %s".formatted(key, SecuritySection.KEY)));
    return SecuritySection.read(
        new Section(SecuritySection.KEY).document,
        (member, value, rule) ->
            problems.add(
                "key %s: %s is %s but %s".formatted(SecuritySection.KEY, member, value, rule)));
  }

  /** One key of the ConfigMap; notes what is wrong and goes on with the default. */
  private final class Section {
    private final String key;
    private final String prefix;
    private final JsonNode document;

    Section(String key) {
      this(key, "", OperatorConfig.this.read(key));
    }

    private Section(String key, String prefix, JsonNode document) {
      this.key = key;
      this.prefix = prefix;
      this.document = document;
    }

    /** One member, which is an object when it is there. */
    Section within(String name) {
      JsonNode member = document.path(name);
      if (!member.isObject() && !member.isMissingNode() && !member.isNull()) {
        problem(name, member.toString(), "must be an object");
      }
      return new Section(key, prefix + name + ".", member);
    }

    boolean isMissing() {
      return document.isMissingNode();
    }

    JsonNode member(String name) {
      return document.path(name);
    }

    String text(String name, String fallback) {
      JsonNode value = document.path(name);
      if (value.isContainerNode()) {
        problem(name, value.toString(), "must be text");
        return fallback;
      }
      return value.asText("").isEmpty() ? fallback : value.asText();
    }

    boolean flag(String name, boolean fallback) {
      JsonNode value = document.path(name);
      if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
        problem(name, value.toString(), "must be true or false");
      }
      return value.asBoolean(fallback);
    }

    String quantity(String name, String fallback) {
      String text = text(name, fallback);
      try {
        Quantity.getAmountInBytes(new Quantity(text));
        return text;
      } catch (IllegalArgumentException | ArithmeticException e) {
        problem(name, text, "must be a quantity such as 100m or 1Gi");
        return fallback;
      }
    }

    void problem(String member, String value, String rule) {
      problems.add("key %s: %s is %s but %s".formatted(key, prefix + member, quoted(value), rule));
    }
  }

  private JsonNode read(String name) {
    String text = data.get(name);
    if (text == null) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree.isObject()) {
        return tree;
      }
      problems.add("key " + name + ": must be a JSON object");
    } catch (StreamConstraintsException e) {
      problems.add("key %s: %s".formatted(name, JsonReader.reason(e)));
    } catch (JsonProcessingException e) {
      problems.add(
          "key %s: not JSON at line %d, column %d: %s"
              .formatted(
                  name,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
    return MissingNode.getInstance();
  }

  private static String quoted(String value) {
    ArrayNode one = JSON.createArrayNode().add(value);
    return one.get(0).toString();
  }
}
