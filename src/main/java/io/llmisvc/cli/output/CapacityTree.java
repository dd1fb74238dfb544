package io.llmisvc.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.capacity.Amounts;
import io.llmisvc.capacity.Capacity;
import io.llmisvc.capacity.Moment;
import io.llmisvc.capacity.NodeRoom;
import io.llmisvc.capacity.Placement;
import io.llmisvc.capacity.Unplaced;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.Yaml;
import java.util.Locale;
import java.util.function.Function;

/** A capacity for tools. Amounts are numbers: cores, bytes, pieces. */
public final class CapacityTree {
  private CapacityTree() {}

  public static String json(Capacity capacity) {
    return Json.text(tree(capacity));
  }

  public static String yaml(Capacity capacity) {
    return Yaml.text(tree(capacity));
  }

  private static ObjectNode tree(Capacity capacity) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ObjectNode moments = tree.putObject("placements");
    for (Moment moment : Moment.values()) {
      Placement placement = capacity.placements().get(moment);
      if (placement != null) {
        ObjectNode entry = moments.putObject(CapacityText.word(moment));
        placement(entry, placement, moment);
        entry.put("verdict", CapacityText.verdict(placement, capacity.knowsDevices()));
      }
    }
    moments(tree.putObject("total"), capacity::total);
    ArrayNode services = tree.putArray("services");
    capacity
        .byService()
        .forEach(
            (id, sums) ->
                moments(
                    services.addObject().put("namespace", id.namespace()).put("name", id.name()),
                    sums::get));
    ArrayNode namespaces = tree.putArray("namespaces");
    capacity
        .byNamespace()
        .forEach((name, sums) -> moments(namespaces.addObject().put("name", name), sums::get));
    ArrayNode pools = tree.putArray("nodePools");
    capacity
        .pools()
        .forEach(
            (name, nodes) -> {
              ObjectNode pool = pools.addObject().put("name", name).put("nodes", nodes.size());
              amounts(pool.putObject("room"), sum(nodes.stream().map(NodeRoom::room).toList()));
              amounts(pool.putObject("free"), sum(nodes.stream().map(NodeRoom::free).toList()));
              moments(pool.putObject("used"), moment -> capacity.used(nodes, moment));
            });
    ArrayNode notes = tree.putArray("notes");
    capacity.notes().forEach(notes::add);
    return tree;
  }

  private static Amounts sum(Iterable<Amounts> some) {
    Amounts sum = Amounts.NOTHING;
    for (Amounts one : some) {
      sum = sum.plus(one);
    }
    return sum;
  }

  private static void placement(ObjectNode entry, Placement placement, Moment moment) {
    entry.put("fits", placement.fits());
    amounts(entry.putObject("missing"), placement.missing());
    ArrayNode unplaced = entry.putArray("unplaced");
    for (Unplaced one : placement.unplaced()) {
      ObjectKey child = one.pods().child();
      ObjectNode left =
          unplaced
              .addObject()
              .put("service", one.pods().service().toString())
              .put("kind", child.kind().kind())
              .put("namespace", child.namespace())
              .put("name", child.name());
      if (!one.pods().part().isEmpty()) {
        left.put("part", one.pods().part());
      }
      left.put("pods", one.count())
          .put("of", one.pods().count(moment))
          .put("reason", one.reason().name().toLowerCase(Locale.ROOT));
      amounts(left.putObject("each"), one.pods().each());
      amounts(left.putObject("missing"), one.missing());
      if (!one.detail().isEmpty()) {
        left.put("detail", one.detail());
      }
    }
  }

  private static void moments(ObjectNode entry, Function<Moment, Amounts> sums) {
    for (Moment moment : Moment.values()) {
      amounts(entry.putObject(CapacityText.word(moment)), sums.apply(moment));
    }
  }

  private static void amounts(ObjectNode entry, Amounts amounts) {
    amounts
        .of()
        .forEach(
            (name, amount) -> {
              if (amount.stripTrailingZeros().scale() <= 0) {
                entry.put(name, amount.toBigInteger());
              } else {
                entry.put(name, amount.stripTrailingZeros());
              }
            });
  }
}
