package io.llmisvc.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A program: plans services with hostile templates, and a good one after each, in one process. Ends
 * with status 1 and a line for each plan that took too long, and by itself when something dies.
 */
final class HostilePlans {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * A plan waits for nothing, so the time of its processor is its time on a machine that has
   * nothing else to do; other tests make this one take any time.
   */
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

  /** The API server accepts no more. */
  private static final int LARGEST = 3_000_000;

  private static final Planner PLANNER = Planner.create();

  private HostilePlans() {}

  /**
   * @param arguments the seed, and how many services
   */
  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[0]);
    Inputs good = good();
    PLANNER.plan(good);
    int slow = 0;
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      ObjectNode service = hostile(good, new Random(seed + i));
      slow += isSlow(good, service, seed + i) ? 1 : 0;
      if (PLANNER.plan(good).hasErrors()) {
        System.out.println("seed " + (seed + i) + " has spoilt the others");
        slow++;
      }
    }
    System.exit(slow == 0 ? 0 : 1);
  }

  private static boolean isSlow(Inputs good, ObjectNode service, long seed) {
    long start = THREADS.getCurrentThreadCpuTime();
    Plan plan = PLANNER.plan(new Inputs(service, good.configs(), good.settings(), good.facts()));
    long took = THREADS.getCurrentThreadCpuTime() - start;
    String told =
        plan.findings().stream().filter(Finding::isError).map(Finding::text).findFirst().orElse("");
    System.out.printf(
        "seed %d: %d ms, %s%n",
        seed, TimeUnit.NANOSECONDS.toMillis(took), told.lines().findFirst().orElse("no error"));
    if (took > LONGEST) {
      System.out.println("seed " + seed + " took too long");
    }
    return took > LONGEST;
  }

  static Inputs good() {
    return GoldenCase.ofSamples("plan").findFirst().orElseThrow().inputs();
  }

  /** One template that is as large as it likes, or many small ones. */
  private static ObjectNode hostile(Inputs good, Random dice) {
    HostileTemplates templates = new HostileTemplates(dice);
    ObjectNode service = good.service().deepCopy();
    ArrayNode env =
        service
            .withObjectProperty("spec")
            .withObjectProperty("template")
            .putArray("containers")
            .addObject()
            .put("name", "main")
            .putArray("env");
    boolean areMany = dice.nextInt(3) == 0;
    int most = areMany ? 20_000 : 3;
    int size = 0;
    for (int i = 0; i < most && size < LARGEST; i++) {
      String template = areMany ? templates.nextSmall() : templates.next();
      size += template.length() + 40;
      if (size < LARGEST) {
        env.addObject().put("name", "N" + i).put("value", template);
      }
    }
    return service;
  }
}
