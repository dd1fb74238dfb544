package io.llmisvc.fitness;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that can be said, with the way out; {@code docs/doctor.md} is made of this. Words in
 * angle brackets are filled in.
 */
public enum Outcome {
  RELEASE_OK(Check.KUBERNETES, Level.OK, "Kubernetes <release>", ""),
  RELEASE_UNKNOWN(Check.KUBERNETES, Level.OK, "the API server does not say its release", ""),
  RELEASE_OLD(
      Check.KUBERNETES,
      Level.WARNING,
      "Kubernetes <release> is older than 1.28, whose webhooks know no conditions",
      "upgrade it, or install without webhooks (docs/install.md)"),

  DEFINITION_OK(
      Check.DEFINITIONS,
      Level.OK,
      "<definition> serves <versions>, stores <version> and has this version's schema",
      ""),
  DEFINITION_MISSING(
      Check.DEFINITIONS, Level.ERROR, "<definition> is missing", Outcome.APPLY_DEFINITIONS),
  DEFINITION_NOT_ESTABLISHED(
      Check.DEFINITIONS,
      Level.ERROR,
      "<definition> is not established: <reason>",
      "resolve what it says, then " + Outcome.APPLY_DEFINITIONS),
  VERSION_NOT_SERVED(
      Check.DEFINITIONS,
      Level.ERROR,
      "<definition> does not serve <version>",
      Outcome.APPLY_DEFINITIONS),
  STORAGE_DIFFERS(
      Check.DEFINITIONS,
      Level.WARNING,
      "<definition> stores <version> instead of <storage version>",
      Outcome.APPLY_DEFINITIONS),
  SCHEMA_DIFFERS(
      Check.DEFINITIONS,
      Level.WARNING,
      "<definition> has another schema of <version> than this llmisvc, such as at <field>",
      Outcome.APPLY_DEFINITIONS + ", or use the llmisvc of the version that is installed"),

  API_OK(Check.APIS, Level.OK, "<kind> is served as <version>", ""),
  API_OTHER_VERSION(
      Check.APIS,
      Level.ERROR,
      "<kind> is served as <versions> and not as <version>, so <use> cannot be made",
      "install a release of <project> that serves <version>"),
  API_MISSING(
      Check.APIS,
      Level.WARNING,
      "<kind> is not served, so <use> cannot be made",
      "install <project>, unless there are none"),
  API_ABSENT(Check.APIS, Level.OK, "<kind> is not served; it is for <use> only", ""),

  WEBHOOK_OK(
      Check.WEBHOOKS,
      Level.OK,
      "<webhook> trusts certificates until <date>, and somebody answers",
      ""),
  WEBHOOKS_OFF(
      Check.WEBHOOKS,
      Level.OK,
      "none is installed: what is wrong with a service is said in its status",
      ""),
  WEBHOOKS_MISSING(
      Check.WEBHOOKS,
      Level.ERROR,
      "the operator serves webhooks (LLMISVC_WEBHOOKS=<mode>), and nothing asks it",
      "apply the installation again (docs/install.md)"),
  TRUST_MISSING(
      Check.WEBHOOKS,
      Level.ERROR,
      "<webhook> has no caBundle, so the API server trusts nobody who answers",
      "who makes the certificates fills it in: see the operator's log, or that of cert-manager's"
          + " injector"),
  TRUST_UNREADABLE(
      Check.WEBHOOKS,
      Level.ERROR,
      "<webhook> has a caBundle without a certificate: <reason>",
      "remove it; who makes the certificates fills it in again"),
  TRUST_ENDED(
      Check.WEBHOOKS,
      Level.ERROR,
      "<webhook> trusts only certificates that ended, the last at <date>",
      "renew them: see the operator's log, or the Certificate of cert-manager"),
  TRUST_ENDS(
      Check.WEBHOOKS,
      Level.WARNING,
      "<webhook> trusts certificates only until <date>, in less than <days> days",
      "renew them: see the operator's log, or the Certificate of cert-manager"),
  WEBHOOK_SERVICE_MISSING(
      Check.WEBHOOKS,
      Level.ERROR,
      "<webhook> asks the Service <service>, which does not exist",
      "apply the installation again, or delete the webhook when it was KServe's"
          + " (docs/migrate-from-kserve.md)"),
  WEBHOOK_UNANSWERED(
      Check.WEBHOOKS,
      Level.ERROR,
      "<webhook> asks the Service <service>, which has no ready endpoint",
      "see why the pods that it selects are not ready"),

  PRESETS_OK(
      Check.PRESETS, Level.OK, "all <number> of <prefix>config-… are as they are shipped", ""),
  PRESET_MISSING(
      Check.PRESETS,
      Level.ERROR,
      "<preset> is missing in namespace <namespace>",
      Outcome.APPLY_PRESETS),
  PRESET_CHANGED(
      Check.PRESETS,
      Level.WARNING,
      "<preset> was changed at <field>",
      "put the change into a config of your own and name it in baseRefs; the preset comes back with "
          + Outcome.APPLY_PRESETS),
  PRESETS_OF_OTHER_VERSION(
      Check.PRESETS,
      Level.WARNING,
      "the operator uses presets <prefix>…, this llmisvc has those of <own prefix>…",
      "use the llmisvc of the version that is installed"),

  OPERATOR_OK(
      Check.OPERATOR,
      Level.OK,
      "Deployment <deployment> has <available> of <replicas> pods available",
      ""),
  OPERATOR_MISSING(
      Check.OPERATOR,
      Level.ERROR,
      "there is no Deployment llmisvc-controller-manager in namespace <namespace>, and nobody"
          + " leads",
      "install the operator (docs/install.md), or name its namespace with --system-namespace"),
  OPERATOR_ELSEWHERE(
      Check.OPERATOR,
      Level.WARNING,
      "there is no Deployment llmisvc-controller-manager in namespace <namespace>: <holder> leads"
          + " from elsewhere",
      "nothing, where that is meant; else install the operator (docs/install.md)"),
  OPERATOR_UNAVAILABLE(
      Check.OPERATOR,
      Level.ERROR,
      "Deployment <deployment> has no available pod: <reason>",
      "kubectl --namespace <namespace> describe pods --selector"
          + " app.kubernetes.io/name=llmisvc-controller-manager"),
  OPERATOR_SHORT(
      Check.OPERATOR,
      Level.WARNING,
      "Deployment <deployment> has <available> of <replicas> pods available",
      "kubectl --namespace <namespace> describe pods --selector"
          + " app.kubernetes.io/name=llmisvc-controller-manager"),
  LEASE_OK(Check.OPERATOR, Level.OK, "<holder> leads, and said so <seconds> s ago", ""),
  LEASE_FREE(
      Check.OPERATOR,
      Level.ERROR,
      "nobody holds the lease <lease>, so nothing is reconciled",
      "see /readyz and the log of the operator"),
  LEASE_STALE(
      Check.OPERATOR,
      Level.ERROR,
      "<holder> holds the lease <lease>, and has not renewed it for <seconds> s",
      "see /readyz and the log of the operator; another replica takes it by itself"),

  SETTINGS_OK(Check.SETTINGS, Level.OK, "ConfigMap <configmap> can be used", ""),
  SETTINGS_ABSENT(
      Check.SETTINGS, Level.OK, "there is no ConfigMap <configmap>: the defaults hold", ""),
  SETTINGS_INVALID(
      Check.SETTINGS,
      Level.ERROR,
      "ConfigMap <configmap>: <problem>",
      "correct it; until then nothing is reconciled"),

  GATEWAY_OK(
      Check.GATEWAY,
      Level.OK,
      "Gateway <gateway> of class <class> is programmed and takes <routes>",
      ""),
  GATEWAY_UNNAMED(
      Check.GATEWAY,
      Level.WARNING,
      "ingress.kserveIngressGateway of the operator's ConfigMap is empty",
      "name a Gateway there, or in each service"),
  GATEWAY_MANAGED(
      Check.GATEWAY,
      Level.OK,
      "there is no Gateway <gateway>; services get one of class <class>",
      ""),
  GATEWAY_MISSING(
      Check.GATEWAY,
      Level.ERROR,
      "there is no Gateway <gateway>",
      "make it, or name another in ingress.kserveIngressGateway of the operator's ConfigMap"),
  GATEWAY_NOT_ACCEPTED(
      Check.GATEWAY,
      Level.ERROR,
      "Gateway <gateway> is not accepted: <reason>",
      "resolve what the controller of its class says"),
  GATEWAY_NOT_PROGRAMMED(
      Check.GATEWAY,
      Level.ERROR,
      "Gateway <gateway> is not programmed: <reason>",
      "resolve what the controller of its class says"),
  GATEWAY_CLOSED(
      Check.GATEWAY,
      Level.WARNING,
      "Gateway <gateway> takes <routes>",
      "set allowedRoutes.namespaces of its HTTP listeners, or name another Gateway in the services"
          + " of other namespaces"),
  GATEWAY_WITHOUT_HTTP(
      Check.GATEWAY,
      Level.ERROR,
      "Gateway <gateway> has no listener that takes HTTPRoutes",
      "give it one with protocol HTTP or HTTPS"),
  CLASS_MISSING(
      Check.GATEWAY,
      Level.ERROR,
      "there is no GatewayClass <class>",
      "install a controller of Gateways that has it, or name another class"),
  CLASS_NOT_ACCEPTED(
      Check.GATEWAY,
      Level.ERROR,
      "GatewayClass <class> is not accepted: <reason>",
      "see whether its controller <controller> runs"),

  CONTROLLER_OK(Check.CONTROLLERS, Level.OK, "Deployment <deployment> serves <kind>", ""),
  CONTROLLER_MISSING(
      Check.CONTROLLERS,
      Level.WARNING,
      "<kind> is served, but no Deployment of <project> is there to act on it",
      "install its controller, unless it runs elsewhere"),
  CONTROLLER_UNAVAILABLE(
      Check.CONTROLLERS,
      Level.WARNING,
      "Deployment <deployment>, which serves <kind>, has no available pod",
      "see why its pods are not available"),
  DRIVER_OK(Check.CONTROLLERS, Level.OK, "devices to claim are published by <drivers>", ""),
  DRIVER_MISSING(
      Check.CONTROLLERS,
      Level.WARNING,
      "services claim devices, such as by <template>, and no driver publishes any",
      "install the DRA driver of the devices (docs/devices.md)"),

  PICKERS_OK(Check.PICKERS, Level.OK, "there is ClusterRole <roles>", ""),
  PICKER_ROLE_MISSING(
      Check.PICKERS,
      Level.ERROR,
      "there is no ClusterRole <role>, so <use>",
      "Kubernetes makes those that begin with system: when an API server starts; apply the"
          + " installation again for others"),

  DEVICES_OK(Check.DEVICES, Level.OK, "<resource> is asked for, and nodes have <number>", ""),
  DEVICES_UNASKED(Check.DEVICES, Level.OK, "pods of services ask for no extended resources", ""),
  DEVICES_MISSING(
      Check.DEVICES,
      Level.WARNING,
      "<workload> asks for <resource>, which no node has",
      "install the device plugin, or add nodes; a node pool that begins with none is nothing to"
          + " worry about"),

  RIGHTS_OK(Check.RIGHTS, Level.OK, "account <account> may do all that is needed", ""),
  RIGHT_MISSING(
      Check.RIGHTS,
      Level.ERROR,
      "account <account> may not <right>",
      "apply the installation again: kubernetes/base/rbac.yaml has the right"),

  NEIGHBOURS_OK(Check.NEIGHBOURS, Level.OK, "nobody else works on services and configs", ""),
  OTHER_CONTROLLER(
      Check.NEIGHBOURS,
      Level.ERROR,
      "Deployment <deployment> is KServe's controller of the same kinds",
      "stop one of both (docs/migrate-from-kserve.md)"),
  FIGHT(
      Check.NEIGHBOURS,
      Level.WARNING,
      "<service>: <fight>",
      "tell the other one to leave the field alone"),

  READ_ALL(Check.READING, Level.OK, "all that is looked at may be read", ""),
  NOT_READ(Check.READING, Level.WARNING, "<refusal>; <checks> cannot be answered without it", "");

  private static final String APPLY_DEFINITIONS = "llmisvc crds | kubectl apply --server-side -f -";
  private static final String APPLY_PRESETS =
      "llmisvc presets --prefix <prefix> --namespace <namespace> | kubectl apply --server-side"
          + " --force-conflicts -f -";

  private static final Pattern BLANK = Pattern.compile("<[a-z ]+>");

  private final Check check;
  private final Level level;
  private final String text;
  private final String wayOut;

  Outcome(Check check, Level level, String text, String wayOut) {
    this.check = check;
    this.level = level;
    this.text = text;
    this.wayOut = wayOut;
  }

  /** The name as conditions and findings spell theirs, such as {@code PresetChanged}. */
  public String reason() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** What was looked at. */
  public Check check() {
    return check;
  }

  /** How bad it is. */
  public Level level() {
    return level;
  }

  /** What is said, with its blanks. */
  public String text() {
    return text;
  }

  /** What to do, with its blanks; empty when nothing is to be done. */
  public String wayOut() {
    return wayOut;
  }

  /**
   * @param values of the blanks, in the order in which each comes first in text and way out
   */
  FitnessLine line(String... values) {
    List<String> blanks =
        BLANK.matcher(text + wayOut).results().map(MatchResult::group).distinct().toList();
    if (blanks.size() != values.length) {
      throw new IllegalArgumentException(
          "%s has the blanks %s, and these values: %s"
              .formatted(this, blanks, Arrays.toString(values)));
    }
    Map<String, String> filled = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      filled.put(blanks.get(i), values[i]);
    }
    return new FitnessLine(this, fill(text, filled), fill(wayOut, filled));
  }

  /** In one line, whatever is filled in. */
  private static String fill(String text, Map<String, String> values) {
    String filled =
        BLANK
            .matcher(text)
            .replaceAll(blank -> Matcher.quoteReplacement(values.getOrDefault(blank.group(), "")));
    return filled.lines().map(String::strip).collect(Collectors.joining(" "));
  }
}
