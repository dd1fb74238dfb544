package io.llmisvc.cli.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where things stand: a column for each zone, and a band for each service, in the middle of which
 * its things stand one below the other. Lengths are pixels.
 */
final class SvgLayout {
  static final int WIDTH = 290;
  static final int HEIGHT = 42;
  static final int HEADER = 44;
  static final int MARGIN = 16;

  private static final int BESIDE = 96;
  private static final int BELOW = 14;
  private static final int BETWEEN_BANDS = 26;

  private final Map<String, Spot> spots = new HashMap<>();
  private final List<Zone> zones;
  private int height = HEADER;

  /** The upper left corner of a thing, and the place of its column. */
  record Spot(int column, int x, int y) {
    int middle() {
      return y + HEIGHT / 2;
    }
  }

  SvgLayout(Topology topology) {
    zones = topology.zones();
    int last = topology.things().stream().mapToInt(Thing::band).max().orElse(-1);
    for (int band = 0; band <= last; band++) {
      place(topology, band);
    }
  }

  private void place(Topology topology, int band) {
    Map<Zone, List<Thing>> columns = new HashMap<>();
    for (Zone zone : zones) {
      columns.put(zone, topology.in(zone).stream().filter(thing -> thing.band() == band).toList());
    }
    int most = columns.values().stream().mapToInt(List::size).max().orElse(0);
    for (Zone zone : zones) {
      List<Thing> column = columns.getOrDefault(zone, List.of());
      int y = height + (most - column.size()) * (HEIGHT + BELOW) / 2;
      for (Thing thing : column) {
        int place = zones.indexOf(zone);
        spots.put(thing.id(), new Spot(place, x(place), y));
        y += HEIGHT + BELOW;
      }
    }
    height += most * (HEIGHT + BELOW) + BETWEEN_BANDS;
  }

  Spot spot(String id) {
    Spot spot = spots.get(id);
    if (spot == null) {
      throw new IllegalArgumentException("no thing has the id " + id);
    }
    return spot;
  }

  int x(int column) {
    return MARGIN + column * (WIDTH + BESIDE);
  }

  /** With room for links between things of the last column. */
  int width() {
    return x(Math.max(0, zones.size() - 1)) + WIDTH + BESIDE;
  }

  int height() {
    return height;
  }
}
