package io.llmisvc.validation;

import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.regex.Pattern;

/** The name of the service, which is the head of its children's names; at {@code metadata.name}. */
final class NameRules {
  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final int LIMIT = 253;

  static final List<Rule<ServiceMeta>> ALL =
      List.of(
          Rule.<ServiceMeta>error("", service -> service.name().isEmpty(), "is required").last(),
          Rule.<ServiceMeta>error(
                  "",
                  service -> service.name().length() > LIMIT,
                  service ->
                      "has %d characters; at most %d are allowed"
                          .formatted(service.name().length(), LIMIT))
              .last(),
          Rule.error(
              "",
              service -> !NAME.matcher(service.name()).matches(),
              service ->
                  "%s cannot be the head of a Service's name; use lower-case letters, digits and '-',"
                          .formatted(service.name())
                      + " starting with a letter"));

  /** Names of children have at most 63 characters. */
  static final List<Rule<ServiceMeta>> CUT =
      List.of(
          Rule.info(
              "",
              service -> !ChildRole.TLS_SECRET.name(service).startsWith(service.name()),
              service ->
                  "is too long to be the head of all names of children: some are cut and end in a"
                      + " hash, such as "
                      + ChildRole.TLS_SECRET.name(service)));

  private NameRules() {}
}
