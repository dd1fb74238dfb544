package io.llmisvc.model.storage;

import java.util.regex.Pattern;

/** The directory of a LoRA adapter among those of a service. */
public final class AdapterDirectory {
  private static final Pattern NEVER_IN_A_PATH = Pattern.compile("[^A-Za-z0-9._-]");

  private AdapterDirectory() {}

  /**
   * @param adapter its name; two that differ only in what a path cannot hold have one directory
   */
  public static String of(String adapter) {
    return NEVER_IN_A_PATH.matcher(adapter).replaceAll("-");
  }
}
