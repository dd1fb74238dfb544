package io.llmisvc.composition;

/**
 * One thing that is done to the merged spec.
 *
 * @param rule what the step is called when somebody asks where a value came from
 * @param keepsAuthors whether a value that the step changes still is what its author meant
 */
record Step(String rule, Action action, boolean keepsAuthors) {

  Step(String rule, Action action) {
    this(rule, action, false);
  }

  /** Changes the spec, which the composition owns, in place. */
  @FunctionalInterface
  interface Action {
    void apply(SpecTree spec, Scene scene);
  }

  void apply(SpecTree spec, Scene scene) {
    action.apply(spec, scene);
  }
}
