package io.llmisvc.dashboards;

/** How a panel shows its series, and how much of the 24 columns it takes. */
public enum Look {
  NUMBER("stat", 4, 4),
  /** The legend of the newest series instead of its value. */
  NAME("stat", 4, 4),
  LINES("timeseries", 12, 8),
  STACKED("timeseries", 12, 8),
  /** What holds from when to when, one bar for each series. */
  STATES("state-timeline", 24, 6),
  /** The newest values, one row for each series. */
  TABLE("table", 12, 8);

  private final String type;
  private final int width;
  private final int height;

  Look(String type, int width, int height) {
    this.type = type;
    this.width = width;
    this.height = height;
  }

  String type() {
    return type;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
