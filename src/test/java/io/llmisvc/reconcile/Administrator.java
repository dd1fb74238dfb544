package io.llmisvc.reconcile;

import io.llmisvc.testing.Command;
import io.llmisvc.testing.Guide;
import io.llmisvc.testing.Shell;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Somebody who does what a guide says, step by step. After each, others in the cluster have done
 * theirs, and the operator is as its Deployment says.
 */
final class Administrator implements AutoCloseable {
  private static final String STATE =
      """
      kubectl get --all-namespaces --output wide \
        deployments,pods,leaderworkersets,gateways,httproutes,inferencepools || true
      kubectl get --all-namespaces events || true
      kubectl get --all-namespaces --output yaml llminferenceservices || true
      """;

  private final OperatorWorld world;
  private final Shell shell;
  private final DeployedOperator operator;
  private final IntConsumer others;

  /**
   * @param others what they do after each step, given the port of webhooks
   */
  Administrator(OperatorWorld world, IntConsumer others) {
    this.world = world;
    this.others = others;
    this.shell = Shell.of(world.controlPlane());
    this.operator = new DeployedOperator(world);
  }

  void follow(Guide guide, String heading) {
    follow(guide, heading, UnaryOperator.identity());
  }

  /**
   * @param choice puts another variant in the place of the one that is written
   */
  void follow(Guide guide, String heading, UnaryOperator<String> choice) {
    guide.steps(heading).forEach(step -> run(choice.apply(step)));
  }

  int webhookPort() {
    return operator.port();
  }

  /** Secrets that the operator's pod mounts have changed. */
  void renewMounts() {
    operator.followSecrets();
  }

  /** Returns what the commands print; fails when one does, with the state of the cluster. */
  String run(String commands) {
    Command.Result result = shell.run(commands);
    String out = result.status() == 0 ? result.out() : fail(result);
    others.accept(operator.port());
    operator.follow();
    return out;
  }

  private String fail(Command.Result result) {
    world.requireAlive();
    throw new AssertionError(result.out() + result.err() + shell.run(STATE).out());
  }

  @Override
  public void close() {
    operator.close();
  }
}
