package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.Ports;

/** The Service in front of every pod that serves, whatever the topology. */
final class WorkloadService {
  private WorkloadService() {}

  static Desired of(Context context) {
    LLMInferenceServiceSpec spec = context.effective().spec();
    String protocol = context.settings().ingress().tls() ? "https" : "http";
    return ServiceChildren.present(
        ChildRole.WORKLOAD_SERVICE,
        new ServiceBuilder()
            .withMetadata(
                context
                    .children()
                    .metadata(
                        ChildRole.WORKLOAD_SERVICE.name(context.service()),
                        Metadata.serviceLabels(
                            Labels.of(Part.MAIN.component(), context.service()), spec),
                        Metadata.userAnnotations(spec)))
            .withNewSpec()
            .withType("ClusterIP")
            .withSelector(Labels.workloadSelector(context.service()))
            .addNewPort()
            .withName(protocol)
            .withProtocol("TCP")
            .withAppProtocol(protocol)
            .withPort(Ports.MODEL_SERVER)
            .withNewTargetPort(Ports.MODEL_SERVER)
            .endPort()
            .endSpec()
            .build());
  }
}
