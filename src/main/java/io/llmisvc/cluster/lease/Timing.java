package io.llmisvc.cluster.lease;

import java.time.Duration;

/**
 * The durations of an election.
 *
 * @param lease how long others wait after a renewal that they saw, before they take the lease
 * @param writes how long after a renewal was sent its sender begins writes; shorter than the lease
 * @param renewal between renewals
 * @param look between looks of who waits
 */
public record Timing(Duration lease, Duration writes, Duration renewal, Duration look) {
  /** A released lease is taken within two seconds, that of a dead leader within thirty. */
  public static final Timing PRODUCTION =
      new Timing(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(800));

  public Timing {
    if (writes.compareTo(lease) >= 0) {
      throw new IllegalArgumentException("writes end before the lease does");
    }
  }
}
