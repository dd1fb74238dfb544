package io.llmisvc.model;

import io.llmisvc.model.naming.ObjectKey;

/**
 * An object that must not exist. It is removed when it does and the service controls it.
 *
 * @param why why it is not wanted, one short clause for people
 */
public record AbsentChild(ChildRole role, ObjectKey key, String why) {}
