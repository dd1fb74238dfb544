package io.llmisvc.cluster.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.memo.LruCache;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Who may read metrics: the API server is asked whose a token is, and whether he may get the path
 * {@code /metrics}. What it says holds for a moment, so that a scrape need not ask.
 */
public final class MetricsReaders {
  private static final Logger LOG = Logger.getLogger(MetricsReaders.class);
  private static final Duration HOLDS = Duration.ofSeconds(10);
  private static final int MOST = 64;
  private static final Review TOKENS = new Review("authentication.k8s.io/v1", "TokenReview");
  private static final Review RIGHTS = new Review("authorization.k8s.io/v1", "SubjectAccessReview");

  private final KubernetesClient client;
  private final Clock clock;
  private final LruCache<String, Heard> answers = new LruCache<>(MOST);

  /** What is known of somebody with a token. */
  public enum Standing {
    /** Nobody has this token. */
    UNKNOWN,
    /** He may not read metrics. */
    REFUSED,
    /** He may read metrics. */
    ADMITTED,
    /** The API server did not say. */
    UNANSWERED
  }

  private record Review(String apiVersion, String kind) {
    String path() {
      return "/apis/%s/%ss".formatted(apiVersion, kind.toLowerCase(Locale.ROOT));
    }
  }

  private record Heard(Standing standing, Instant until) {}

  /**
   * @param client for what every replica may ask
   */
  MetricsReaders(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** May ask the API server, and waits for it. */
  public Standing standing(String token) {
    String key = digest(token);
    Instant now = clock.instant();
    Heard known = answers.get(key);
    if (known != null && now.isBefore(known.until())) {
      return known.standing();
    }
    try {
      Standing standing = ask(token);
      answers.put(key, new Heard(standing, now.plus(HOLDS)));
      return standing;
    } catch (KubernetesClientException e) {
      LOG.warnf("cannot ask who may read metrics: HTTP %d", e.getCode());
      return Standing.UNANSWERED;
    }
  }

  private Standing ask(String token) {
    ObjectNode whose = JsonNodeFactory.instance.objectNode();
    JsonNode found = review(TOKENS, whose.put("token", token));
    if (!found.path("authenticated").asBoolean()) {
      return Standing.UNKNOWN;
    }
    JsonNode user = found.path("user");
    ObjectNode may = JsonNodeFactory.instance.objectNode();
    may.put("user", user.path("username").asText());
    for (String more : List.of("uid", "groups", "extra")) {
      if (user.has(more)) {
        may.set(more, user.get(more));
      }
    }
    may.putObject("nonResourceAttributes").put("path", "/metrics").put("verb", "get");
    return review(RIGHTS, may).path("allowed").asBoolean() ? Standing.ADMITTED : Standing.REFUSED;
  }

  private JsonNode review(Review review, ObjectNode spec) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("apiVersion", review.apiVersion()).put("kind", review.kind()).set("spec", spec);
    String answer = client.raw(review.path(), "POST", body.toString());
    return client.getKubernetesSerialization().unmarshal(answer, ObjectNode.class).path("status");
  }

  /** A token is in no memory for longer than it takes to ask. */
  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
