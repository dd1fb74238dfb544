package io.llmisvc.cli.graph;

import java.util.Locale;

/** The columns of a picture, from the left. */
public enum Zone {
  CONFIGS("Configs"),
  SERVICES("Services"),
  CHILDREN("Children"),
  POOLS("Pools and pickers"),
  ROUTES("Routes"),
  GATEWAYS("Gateways");

  private final String title;

  Zone(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** By which the formats name it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
