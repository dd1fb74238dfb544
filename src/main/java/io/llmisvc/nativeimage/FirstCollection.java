package io.llmisvc.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.genscavenge.GCImpl;
import com.oracle.svm.core.genscavenge.HeapImpl;
import org.graalvm.word.UnsignedWord;

/**
 * Lets the first collection of garbage wait until there are 32 MiB. An operator is ready by then:
 * with its small young generation it would collect twice before that, and find little of what it
 * just made to be garbage.
 */
@TargetClass(
    className = "com.oracle.svm.core.genscavenge.BasicCollectionPolicies",
    innerClass = "BasicPolicy")
final class FirstCollection {
  @Alias
  public native UnsignedWord getMaximumYoungGenerationSize();

  @Substitute
  public boolean shouldCollectOnAllocation() {
    long most = getMaximumYoungGenerationSize().rawValue();
    boolean isFirst = GCImpl.getGCImpl().getCollectionEpoch().rawValue() == 0;
    return HeapImpl.getAccounting().getYoungUsedBytes().rawValue()
        >= (isFirst ? Math.max(most, 32L << 20) : most);
  }
}
