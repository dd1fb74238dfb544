package io.llmisvc.dashboards;

import java.util.List;

/** All that are shipped. */
public final class Dashboards {
  public static final List<Dashboard> ALL =
      List.of(FleetDashboard.of(), ServiceDashboard.of(), OperatorDashboard.of());

  private Dashboards() {}
}
