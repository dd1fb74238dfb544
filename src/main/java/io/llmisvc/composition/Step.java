package io.llmisvc.composition;

/**
 * One thing that is done to the merged spec.
 *
 * @param rule what the step is called when somebody asks where a value came from
 */
record Step(String rule, Action action) {

  /** Changes the spec, which the composition owns, in place. */
  @FunctionalInterface
  interface Action {
    void apply(SpecTree spec, Scene scene);
  }

  void apply(SpecTree spec, Scene scene) {
    action.apply(spec, scene);
  }
}
