package io.llmisvc.dashboards;

import java.util.Locale;

/** A number of a panel as text, short. */
final class Amount {
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Amount() {}

  static String text(Unit unit, double value) {
    return switch (unit) {
      case SECONDS -> seconds(value);
      case BYTES -> bytes(value);
      case RATIO -> plain(100 * value) + " %";
      case YES_NO -> value == 0 ? "no" : "yes";
      case COUNT -> plain(value);
      case PER_SECOND, REQUESTS_PER_SECOND -> plain(value) + "/s";
    };
  }

  private static String seconds(double value) {
    if (value < 1) {
      return plain(1000 * value) + " ms";
    } else if (value < MINUTE) {
      return plain(value) + " s";
    } else if (value < HOUR) {
      return plain(value / MINUTE) + " min";
    } else {
      return value < DAY ? plain(value / HOUR) + " h" : plain(value / DAY) + " d";
    }
  }

  private static String bytes(double value) {
    int power = 0;
    double left = value;
    while (left >= 1024 && power < BYTES.length - 1) {
      left /= 1024;
      power++;
    }
    return plain(left) + " " + BYTES[power];
  }

  /** Three digits are enough. */
  private static String plain(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3g", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
