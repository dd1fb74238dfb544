package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.plan.GroupWorld.Wish;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of ten services: they join groups and leave them, change weights and models,
 * stop, break, become ready or not and are deleted, and the operator is started again in between.
 */
class GroupHistoriesTest {
  private static final int HISTORIES = 20;
  private static final int EVENTS = 40;
  private static final List<String> NAMES =
      IntStream.range(0, 10).mapToObj(i -> "member-" + i).toList();
  private static final List<String> GROUPS = List.of("chat", "chat", "chat", "code", "");
  private static final List<String> MODELS = List.of("m", "m", "m", "n");

  static LongStream seeds() {
    String seed = System.getProperty("seed");
    long first = seed == null ? new Random().nextInt(1_000_000) : Long.parseLong(seed);
    System.out.println("groups: seeds from " + first + ", again with -Dseed=" + first);
    return LongStream.range(first, first + HISTORIES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void allRoutesOfAGroupCarryTheSameBackends(long seed) {
    // Given
    Random random = new Random(seed);
    GroupWorld world = new GroupWorld();
    // When
    for (int i = 0; i < EVENTS; i++) {
      change(world, random);
      for (int passes = random.nextInt(4); passes > 0; passes--) {
        world.passOfAny(random);
      }
      if (random.nextInt(8) == 0) {
        world.settle(random);
        // Then
        assertAllFollow(world);
      }
    }
    world.settle(random);
    // Then
    assertAllFollow(world);
    int before = world.writes();
    world.passOfAll();
    world.restart();
    world.settle(random);
    assertThat(world.writes()).as("writes after quiet").isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theEndIsTheSameForEveryOrderOfEvents(long seed) {
    // Given
    Random random = new Random(seed);
    GroupWorld world = new GroupWorld();
    for (int i = 0; i < EVENTS; i++) {
      change(world, random);
      world.passOfAny(random);
    }
    mend(world);
    world.settle(random);
    Map<String, Wish> last = new TreeMap<>(world.services());
    // When
    GroupWorld other = new GroupWorld();
    List<Map.Entry<String, Wish>> wishes = new ArrayList<>(last.entrySet());
    Collections.shuffle(wishes, random);
    for (Map.Entry<String, Wish> wish : wishes) {
      other.want(wish.getKey(), wish.getValue());
      other.passOfAny(random);
    }
    other.settle(random);
    // Then
    assertThat(other.routes()).isEqualTo(world.routes());
  }

  private static void change(GroupWorld world, Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    Wish now = world.services().get(name);
    if (now == null) {
      world.want(
          name,
          new Wish(
              any(GROUPS, random),
              weight(random),
              any(MODELS, random),
              false,
              false,
              false,
              false));
      return;
    }
    if (now.deleted()) {
      return;
    }
    String group = now.group();
    int weight = now.weight();
    String model = now.model();
    boolean stopped = now.stopped();
    boolean broken = now.broken();
    boolean ready = now.ready();
    boolean deleted = false;
    switch (random.nextInt(12)) {
      case 0 -> group = any(GROUPS, random);
      case 1, 2 -> weight = weight(random);
      case 3 -> model = any(MODELS, random);
      case 4 -> stopped = !stopped;
      case 5 -> broken = !broken;
      case 6 -> deleted = true;
      case 7 -> world.restart();
      default -> ready = !ready;
    }
    world.want(name, new Wish(group, weight, model, stopped, broken, ready, deleted));
  }

  /** What cannot be composed keeps what it was, so its end depends on its history. */
  private static void mend(GroupWorld world) {
    new TreeMap<>(world.services())
        .forEach(
            (name, now) ->
                world.want(
                    name,
                    new Wish(
                        now.group(),
                        now.weight(),
                        now.model(),
                        now.stopped(),
                        false,
                        now.ready(),
                        now.deleted())));
  }

  /** Against a rule written down once more: who is counted, by what was composed last. */
  private static void assertAllFollow(GroupWorld world) {
    Map<String, Wish> counted = new TreeMap<>();
    world
        .services()
        .forEach(
            (name, wish) -> {
              Wish composed = world.composed().get(name);
              if (composed != null && !composed.group().isEmpty() && !composed.stopped()) {
                counted.put(name, composed);
              }
            });
    counted.forEach(
        (name, own) -> {
          SortedMap<String, Integer> expected = new TreeMap<>();
          counted.forEach(
              (other, wish) -> {
                if (wish.group().equals(own.group()) && wish.model().equals(own.model())) {
                  expected.put(other + "-inference-pool", wish.weight());
                }
              });
          boolean isServed =
              counted.entrySet().stream()
                  .anyMatch(
                      e ->
                          expected.containsKey(e.getKey() + "-inference-pool")
                              && world.wish(e.getKey()).ready()
                              && e.getValue().weight() > 0);
          if (isServed) {
            expected
                .keySet()
                .removeIf(pool -> !world.wish(pool.replace("-inference-pool", "")).ready());
          }
          expected.putIfAbsent(name + "-inference-pool", 0);
          ObjectNode route = Objects.requireNonNull(world.routes().get(name), name);
          for (JsonNode rule : route.at("/spec/rules")) {
            if (!isOwn(rule, name)) {
              assertThat(backends(rule)).as("%s %s", name, rule.path("name")).isEqualTo(expected);
            }
          }
        });
  }

  private static boolean isOwn(JsonNode rule, String name) {
    return rule.at("/matches/0/path/value").asText().startsWith("/demo/" + name);
  }

  private static SortedMap<String, Integer> backends(JsonNode rule) {
    SortedMap<String, Integer> backends = new TreeMap<>();
    Trees.objects(rule.path("backendRefs"))
        .forEach(
            backend -> backends.put(backend.path("name").asText(), backend.path("weight").asInt()));
    return backends;
  }

  private static int weight(Random random) {
    return random.nextInt(3) == 0 ? 0 : random.nextInt(100);
  }

  private static String any(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
