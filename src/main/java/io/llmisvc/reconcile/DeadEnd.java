package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;

/** Which failed write says that the next one of the same pass would fare no better. */
final class DeadEnd {
  private static final int TOO_MANY_REQUESTS = 429;

  private static final Set<Integer> OVERLOADED =
      Set.of(
          TOO_MANY_REQUESTS,
          HttpURLConnection.HTTP_UNAVAILABLE,
          HttpURLConnection.HTTP_GATEWAY_TIMEOUT);

  /** A refusal after that time comes from a webhook that hangs, and there is one per object. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private DeadEnd() {}

  static boolean isSaidBy(RuntimeException failure, Duration after) {
    return failure instanceof KubernetesClientException answer
        && (isNoAnswer(answer)
            || OVERLOADED.contains(answer.getCode())
            || after.compareTo(PATIENCE) > 0);
  }

  /** The connection could not be made or broke, or the time was over. */
  private static boolean isNoAnswer(KubernetesClientException failure) {
    return failure.getStatus() == null && failure.getCause() != null;
  }
}
