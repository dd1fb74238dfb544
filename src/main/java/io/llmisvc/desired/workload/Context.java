package io.llmisvc.desired.workload;

import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ServiceMeta;

/** What every part of the workload is decided from. */
record Context(EffectiveSpec effective, Settings settings, Facts facts) {

  ServiceMeta service() {
    return effective.service();
  }

  ServiceChildren children() {
    return new ServiceChildren(service(), facts);
  }
}
