package io.llmisvc.cli;

import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.output.Report;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * A service of the input and its plan.
 *
 * @param unknownFields what is to be said of fields that the API does not know
 */
record Planned(Document service, Plan plan, List<Finding> unknownFields) {
  Planned {
    unknownFields = List.copyOf(unknownFields);
  }

  /** Whether the service cannot be stored, so that nothing comes of its plan. */
  boolean isRefused() {
    return unknownFields.stream().anyMatch(Finding::isError);
  }

  Report report() {
    List<Finding> findings = new ArrayList<>(unknownFields);
    findings.addAll(plan.findings());
    return new Report(ServingApi.SERVICE_KIND, service.id(), findings);
  }

  /** Of what is found only what keeps the service, or a part of it, from being made. */
  Report errors() {
    return new Report(
        ServingApi.SERVICE_KIND,
        service.id(),
        report().findings().stream().filter(Finding::isError).toList());
  }
}
