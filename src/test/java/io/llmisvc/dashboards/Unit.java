package io.llmisvc.dashboards;

/** What a panel's numbers are, by Grafana's name for it. */
public enum Unit {
  COUNT("short"),
  SECONDS("s"),
  BYTES("bytes"),
  /** Of 1. */
  RATIO("percentunit"),
  PER_SECOND("cps"),
  REQUESTS_PER_SECOND("reqps"),
  /** 1 or 0. */
  YES_NO("bool_yes_no");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
