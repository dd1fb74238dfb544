package io.llmisvc.cluster.lease;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds each write by the lease, also one that the client sends again or the framework sends: the
 * API server is told to give up before another operator can write, and refuses what is sent when
 * the term is over. To refuse it here by an exception would leave the caller of a second attempt
 * waiting for ever.
 */
public record BoundedWrites(LeaseTerm term) implements Interceptor {
  /** No duration: a bad request, which the API server answers before it does anything. */
  private static final String REFUSED = "lease-is-over";

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!request.method().equals("GET")) {
      builder.uri(bounded(request.uri()));
    }
  }

  /**
   * Whether a write failed, or what it was a part of, because this operator does not lead any more.
   */
  public static boolean isRefusal(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof LeaseTerm.NotLeadingException
          || (cause instanceof KubernetesClientException answered && isRefused(answered))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRefused(KubernetesClientException answered) {
    return answered.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
        && String.valueOf(answered.getMessage()).contains(REFUSED);
  }

  private URI bounded(URI uri) {
    String separator = uri.getRawQuery() == null ? "?" : "&";
    return URI.create(uri + separator + "timeout=" + timeout());
  }

  private String timeout() {
    Duration left = term.untilOthers();
    return term.isOver() || left.isNegative() ? REFUSED : left.toMillis() + "ms";
  }
}
