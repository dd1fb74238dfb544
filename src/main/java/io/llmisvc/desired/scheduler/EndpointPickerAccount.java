package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.llmisvc.desired.Account;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account that the picker runs as, and what depends on it: access and Deployment. An account of
 * the user's own must exist and is never changed; while it does not, a running picker is left
 * alone, because a new one could not start.
 */
final class EndpointPickerAccount {
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private EndpointPickerAccount() {}

  static Desired of(EndpointPicker picker) {
    Desired dependents = EndpointPickerAccess.of(picker).and(EndpointPickerDeployment.of(picker));
    if (picker.managesAccount()) {
      return managed(picker).and(dependents);
    }
    String namespace = picker.service().namespace();
    if (Account.find(picker.facts(), namespace, picker.account()).isAbsent()) {
      return Desired.withheld(
          ChildRole.of(Subject.SCHEDULER),
          List.of(
              EndpointPicker.error(
                  EndpointPicker.TEMPLATE_PATH + ".serviceAccountName",
                  "ServiceAccount " + namespace + "/" + picker.account() + " does not exist")));
    }
    return picker
        .children()
        .absent(
            ChildRole.SCHEDULER_SERVICE_ACCOUNT, "the picker runs as an account of the user's own")
        .and(dependents);
  }

  private static Desired managed(EndpointPicker picker) {
    Optional<ServiceAccount> source =
        Account.known(
            Account.find(
                picker.facts(), picker.service().namespace(), picker.credentialsAccount()));
    Map<String, String> annotations =
        picker
            .workloadAccount()
            .flatMap(given -> source)
            .map(EndpointPickerAccount::annotations)
            .orElse(Map.of());
    return ServiceChildren.present(
        ChildRole.SCHEDULER_SERVICE_ACCOUNT,
        Account.of(
            picker.children().metadata(picker.account(), picker.labels(), annotations), source));
  }

  /** All but kubectl's own record, which would make kubectl think that it wrote the copy. */
  private static Map<String, String> annotations(ServiceAccount account) {
    Map<String, String> given = account.getMetadata().getAnnotations();
    Map<String, String> copy = new LinkedHashMap<>(given == null ? Map.of() : given);
    copy.remove(APPLIED);
    return copy;
  }
}
