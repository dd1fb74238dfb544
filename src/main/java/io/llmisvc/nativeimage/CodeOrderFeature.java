package io.llmisvc.nativeimage;

import com.oracle.svm.core.annotate.AutomaticFeature;
import com.oracle.svm.hosted.code.CodeLayoutOptimizationFeature;
import com.oracle.svm.hosted.code.CodeSectionLayouter;
import java.util.List;
import java.util.Map;

/**
 * Lays out the code of the binary by {@link CodeOrder}. GraalVM orders it by name, and takes this
 * feature in the place of its own, because it extends that.
 */
@AutomaticFeature
@SuppressWarnings("removal") // Only what is annotated so takes the place of another feature.
public final class CodeOrderFeature extends CodeLayoutOptimizationFeature {
  @Override
  protected CodeSectionLayouter createCodeSectionLayoutOptimizer() {
    return new Layouter(CodeOrder.read());
  }

  /** Methods and their code are of types that extend what no module exports. */
  private record Layouter(CodeOrder order) implements CodeSectionLayouter {
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public List layout(Map compiled) {
      return order.sorted(compiled.keySet(), Layouter::symbol);
    }

    private static String symbol(Object method) {
      try {
        return (String) method.getClass().getMethod("getUniqueShortName").invoke(method);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("GraalVM names methods in another way now", e);
      }
    }
  }
}
