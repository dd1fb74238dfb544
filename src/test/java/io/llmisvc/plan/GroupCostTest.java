package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class GroupCostTest {
  private static final int PASSES = 30;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aPassOfOneOfManyMembersAllocatesAsMuchAsOneOfAFullRule() {
    // Given
    GroupBenchmark full = group(16);
    GroupBenchmark many = group(100);
    long ofFull = Long.MAX_VALUE;
    long ofMany = Long.MAX_VALUE;
    // When
    for (int i = 0; i < PASSES; i++) {
      ofFull = Math.min(ofFull, allocated(full));
      ofMany = Math.min(ofMany, allocated(many));
    }
    // Then: what is more is the finding that the group is too large
    assertThat(ofMany - ofFull).as("bytes").isLessThan(10_000);
  }

  private long allocated(GroupBenchmark group) {
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(group.pass().split()).isNotNull();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static GroupBenchmark group(int members) {
    GroupBenchmark group = new GroupBenchmark();
    group.members = members;
    group.form();
    return group;
  }
}
