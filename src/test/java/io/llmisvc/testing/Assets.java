package io.llmisvc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the control plane's binaries, the controllers, helm, Prometheus, a browser, the YAML
 * language server and the CRDs of other projects are: named by the environment, else in the cache.
 */
final class Assets {
  private Assets() {}

  /** Fails when it is missing: a test that needs an API server is not skipped. */
  static Path binary(String name) {
    Path binary = located("KUBEBUILDER_ASSETS", "control-plane.sh").resolve(name);
    if (!Files.isExecutable(binary)) {
      throw new IllegalStateException(
          "no " + binary + "; run make test, or scripts/control-plane.sh");
    }
    return binary;
  }

  /** A program that runs beside the API server, or a manifest of it; fails when it is missing. */
  static Path controller(String name) {
    Path file = located("LLMISVC_CONTROLLERS", "controllers.sh").resolve(name);
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "no "
              + file
              + "; run make test, or scripts/controllers.sh --picker --keda --cert-manager");
    }
    return file;
  }

  static Path crds() {
    return located("LLMISVC_CRDS", "crds.sh");
  }

  /** What checks bundles of OLM. */
  static Path olm() {
    return located("LLMISVC_OLM", "olm.sh");
  }

  /** Prometheus itself, or promtool. */
  static Path prometheus(String program) {
    return located("LLMISVC_PROMETHEUS", "prometheus.sh").resolve(program);
  }

  /** What reads dashboards by Grafana's own types. */
  static Path grafana() {
    return located("LLMISVC_GRAFANA", "grafana.sh");
  }

  static Path helm() {
    return located("HELM", "helm.sh");
  }

  /** A Chromium or a Chrome. */
  static Path browser() {
    return located("LLMISVC_BROWSER", "browser.sh");
  }

  /** The directory with fish and zsh. */
  static Path shells() {
    return located("LLMISVC_SHELLS", "shells.sh");
  }

  static Path yamlLanguageServer() {
    return located("LLMISVC_YAML_LANGUAGE_SERVER", "yaml-language-server.sh");
  }

  private static Path located(String variable, String script) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .orElseGet(() -> cached(Path.of("scripts", script)));
  }

  private static Path cached(Path script) {
    try {
      Process process = new ProcessBuilder(script.toAbsolutePath().toString(), "--cached").start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String problem = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(problem.strip());
      }
      return Path.of(answer.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
