package io.llmisvc.template.function;

import io.llmisvc.template.value.Arguments;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import org.jspecify.annotations.Nullable;

/**
 * {@code shutdownTimeout podSpec preStop}: the seconds that a server may take to shut down so that
 * it ends within the pod's grace period, after the pre-stop hook and with up to five seconds to
 * spare.
 */
public final class ShutdownTimeout {
  public static final Function FUNCTION =
      Function.of(
          2,
          (arguments, budget) ->
              Value.of(of(arguments.get(0), Arguments.integer(arguments.get(1)))));

  private static final long DEFAULT_GRACE = 60;
  private static final long SPARE = 5;

  private ShutdownTimeout() {}

  private static long of(Value podSpec, long preStop) throws ValueException {
    long grace = gracePeriod(podSpec);
    return Math.max(0, grace - preStop - Math.min(SPARE, grace));
  }

  private static long gracePeriod(Value podSpec) throws ValueException {
    Value pod = podSpec.followed();
    if (pod.isNothing()) {
      return DEFAULT_GRACE;
    }
    @Nullable Value grace =
        pod instanceof Value.Struct struct ? struct.field("TerminationGracePeriodSeconds") : null;
    if (grace == null) {
      throw new ValueException(
          "wrong type for value; expected *v1.PodSpec; got " + podSpec.typeName());
    }
    return grace.isNothing() ? DEFAULT_GRACE : Arguments.integer(grace);
  }
}
