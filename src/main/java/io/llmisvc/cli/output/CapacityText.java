package io.llmisvc.cli.output;

import io.llmisvc.capacity.Amounts;
import io.llmisvc.capacity.Capacity;
import io.llmisvc.capacity.Moment;
import io.llmisvc.capacity.NodeRoom;
import io.llmisvc.capacity.Placement;
import io.llmisvc.capacity.Unplaced;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A capacity for people: whether it fits, then who asks for what and where it goes. */
public final class CapacityText {
  private final Capacity capacity;
  private final List<String> names;

  private CapacityText(Capacity capacity) {
    this.capacity = capacity;
    names = AmountText.names(Arrays.stream(Moment.values()).map(capacity::total));
  }

  public static String of(Capacity capacity) {
    return new CapacityText(capacity).text();
  }

  /** Such as {@code short of 8 nvidia.com/gpu}. */
  public static String verdict(Placement placement, boolean knowsDevices) {
    if (!placement.missing().isNothing()) {
      return "short of " + AmountText.list(placement.missing());
    }
    if (!placement.fits()) {
      return "scattered: %s no node with room enough at once"
          .formatted(counted(placement.left()) + (placement.left() == 1 ? " finds" : " find"));
    }
    return knowsDevices ? "fits" : "fits but for devices, of which nothing is known";
  }

  static String word(Moment moment) {
    return moment.name().toLowerCase(Locale.ROOT);
  }

  private static String counted(long pods) {
    return pods == 1 ? "1 pod" : pods + " pods";
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    if (capacity.nodes().isEmpty()) {
      text.append("no nodes are given; --nodes FILE compares with them\n");
    }
    each(
        (moment, placement) -> {
          text.append(
              "%-8s %s\n"
                  .formatted(word(moment) + ":", verdict(placement, capacity.knowsDevices())));
          placement
              .unplaced()
              .forEach(one -> text.append("         %s\n".formatted(left(one, moment))));
        });
    text.append("\nAsked for, now / rollout / maximum where these differ:\n\n")
        .append(services())
        .append('\n')
        .append(namespaces());
    if (!capacity.nodes().isEmpty()) {
      text.append("\nTaken, of what is free:\n\n").append(pools());
    }
    capacity.notes().forEach(note -> text.append("\nnote: ").append(PlainLine.of(note)));
    return text.append(capacity.notes().isEmpty() ? "" : "\n").toString();
  }

  private void each(BiConsumer<Moment, Placement> action) {
    for (Moment moment : Moment.values()) {
      Placement placement = capacity.placements().get(moment);
      if (placement != null) {
        action.accept(moment, placement);
      }
    }
  }

  private static String left(Unplaced one, Moment moment) {
    String part = one.pods().part().isEmpty() ? "" : " (" + one.pods().part() + ")";
    Amounts each = one.pods().each();
    String why =
        switch (one.reason()) {
          case NO_NODE -> "no node may have them: " + one.detail();
          case TOO_LARGE ->
              "each needs %s, more than any node has that they may be on"
                  .formatted(AmountText.list(each.only(one.missing().names()::contains)));
          case SHORT ->
              "each needs %s, and too little is left"
                  .formatted(AmountText.list(each.only(one.missing().names()::contains)));
          case SCATTERED ->
              "each needs %s, and as much is left, but not on one node"
                  .formatted(AmountText.list(each.only(name -> !name.equals(Amounts.PODS))));
        };
    return PlainLine.of(
        "%d of %s of %s%s %s no node: %s"
            .formatted(
                one.count(),
                counted(one.pods().count(moment)),
                one.pods().child(),
                part,
                one.count() == 1 ? "finds" : "find",
                why));
  }

  private String services() {
    return asked("SERVICE", capacity.byService());
  }

  private String namespaces() {
    return asked("NAMESPACE", capacity.byNamespace());
  }

  private String asked(String what, Map<?, Map<Moment, Amounts>> sums) {
    TextTable table = new TextTable();
    table.row(header(what));
    sums.forEach(
        (key, sum) -> table.row(row(PlainLine.of(key.toString()), name -> cell(name, sum::get))));
    if (sums.size() > 1) {
      table.row(row("all", name -> cell(name, capacity::total)));
    }
    return table.text();
  }

  private List<String> header(String what) {
    return row(
        what,
        name ->
            name.contains("/") || name.contains("-")
                ? AmountText.label(name)
                : name.toUpperCase(Locale.ROOT));
  }

  private List<String> row(String first, Function<String, String> cell) {
    return Stream.concat(Stream.of(first), names.stream().map(cell)).toList();
  }

  /** One number when it is always the same. */
  private static String cell(String name, Function<Moment, Amounts> amounts) {
    List<String> numbers =
        Arrays.stream(Moment.values())
            .map(moment -> AmountText.number(name, amounts.apply(moment).get(name)))
            .toList();
    return numbers.stream().distinct().count() == 1
        ? numbers.getFirst()
        : String.join(" / ", numbers);
  }

  private String pools() {
    TextTable table = new TextTable();
    table.row(withNodes(header("NODE POOL"), "NODES"));
    capacity
        .pools()
        .forEach(
            (pool, nodes) ->
                table.row(
                    withNodes(
                        row(
                            pool.isEmpty() ? "(none)" : PlainLine.of(pool),
                            name -> used(name, nodes)),
                        Integer.toString(nodes.size()))));
    return table.text();
  }

  private String used(String name, List<NodeRoom> nodes) {
    Amounts free = nodes.stream().map(NodeRoom::free).reduce(Amounts.NOTHING, Amounts::plus);
    return free.get(name).signum() == 0
        ? "-"
        : cell(name, moment -> capacity.used(nodes, moment))
            + " of "
            + AmountText.number(name, free.get(name));
  }

  private static List<String> withNodes(List<String> row, String nodes) {
    List<String> wider = new ArrayList<>(row);
    wider.add(1, nodes);
    return wider;
  }
}
