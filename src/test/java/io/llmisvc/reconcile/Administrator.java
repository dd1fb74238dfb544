package io.llmisvc.reconcile;

import io.llmisvc.testing.Guide;
import io.llmisvc.testing.Shell;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Somebody who does what a guide says, step by step. After each, others in the cluster have done
 * theirs, and the operator is as its Deployment says.
 */
final class Administrator implements AutoCloseable {
  private final Shell shell;
  private final DeployedOperator operator;
  private final IntConsumer others;

  /**
   * @param others what they do after each step, given the port of webhooks
   */
  Administrator(OperatorWorld world, IntConsumer others) {
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

  /** Returns what the commands print; fails when one does. */
  String run(String commands) {
    String out = shell.run(commands).orThrow();
    others.accept(operator.port());
    operator.follow();
    return out;
  }

  @Override
  public void close() {
    operator.close();
  }
}
