package io.llmisvc.status.outlook;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What changes in the status of a service, as far as it can be told beforehand.
 *
 * @param conditions by type; only those that come, go or become another by themselves
 * @param urlsGone where the service is not reached any more
 * @param urlsAppeared where it is reached from then on
 */
public record OutlookChange(
    List<ConditionChange> conditions, List<String> urlsGone, List<String> urlsAppeared) {
  /** Nothing that can be told. */
  public static final OutlookChange NONE = new OutlookChange(List.of(), List.of(), List.of());

  public OutlookChange {
    conditions = List.copyOf(conditions);
    urlsGone = List.copyOf(urlsGone);
    urlsAppeared = List.copyOf(urlsAppeared);
  }

  /**
   * A condition that is not what it was.
   *
   * @param before as {@link Outlook#conditions}
   * @param after as {@link Outlook#conditions}
   */
  public record ConditionChange(
      String type, boolean wasThere, String before, boolean isThere, String after) {
    /** One line, such as {@code Ready: False (RefsInvalid)}. */
    public String text() {
      if (!isThere) {
        return type + " goes";
      }
      if (!wasThere) {
        return type + " appears" + (after.isEmpty() ? "" : ": " + after);
      }
      return type + ": " + (after.isEmpty() ? "no longer " + before : after);
    }
  }

  /**
   * From one to the other. Places of routes are compared where one of both has routes whose
   * addresses are not known.
   */
  public static OutlookChange between(Outlook before, Outlook after) {
    boolean known = areKnown(before) && areKnown(after);
    List<String> were = known ? before.urls() : before.places();
    List<String> are = known ? after.urls() : after.places();
    return new OutlookChange(
        conditions(before.conditions(), after.conditions()), minus(were, are), minus(are, were));
  }

  /** Of a service that comes or goes, whose conditions all come or go with it. */
  public OutlookChange withoutConditions() {
    return new OutlookChange(List.of(), urlsGone, urlsAppeared);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  private static boolean areKnown(Outlook outlook) {
    return outlook.places().isEmpty() || !outlook.urls().isEmpty();
  }

  private static List<ConditionChange> conditions(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    TreeSet<String> types = new TreeSet<>(before.keySet());
    types.addAll(after.keySet());
    List<ConditionChange> changes = new ArrayList<>();
    for (String type : types) {
      String was = before.getOrDefault(type, "");
      String is = after.getOrDefault(type, "");
      boolean wasThere = before.containsKey(type);
      boolean isThere = after.containsKey(type);
      if (wasThere != isThere || !was.equals(is)) {
        changes.add(new ConditionChange(type, wasThere, was, isThere, is));
      }
    }
    return changes;
  }

  private static List<String> minus(List<String> some, List<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }
}
