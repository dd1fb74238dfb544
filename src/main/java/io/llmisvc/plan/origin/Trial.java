package io.llmisvc.plan.origin;

import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import java.util.List;
import java.util.Optional;

/**
 * What comes of altered values in one stage of a plan.
 *
 * @param values those that were altered; none when they have no name of their own
 */
record Trial(Altered values, List<Child> children) {
  Trial {
    children = List.copyOf(children);
  }

  /** Absent when the values give none. */
  Optional<Child> child(ChildRole role) {
    return children.stream().filter(child -> child.role() == role).findFirst();
  }
}
