package io.llmisvc.desired.workload;

import io.llmisvc.desired.Children;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Facts;
import io.llmisvc.model.ServiceMeta;
import io.llmisvc.model.Settings;

/** What every part of the workload is decided from. */
record Context(EffectiveSpec effective, Settings settings, Facts facts) {

  ServiceMeta service() {
    return effective.service();
  }

  Children children() {
    return new Children(service(), facts);
  }
}
