package io.llmisvc.cli;

import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.output.Report;
import io.llmisvc.model.Plan;

/** A service of the input and its plan. */
record Planned(Document service, Plan plan) {

  Report report() {
    return new Report(
        ServingApi.SERVICE_KIND,
        service.id(),
        OfflinePlanner.withUnknownFields(service, plan.findings()));
  }
}
