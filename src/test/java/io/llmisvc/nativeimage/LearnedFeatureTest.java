package io.llmisvc.nativeimage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.graalvm.nativeimage.hosted.Feature.BeforeAnalysisAccess;
import org.junit.jupiter.api.Test;

class LearnedFeatureTest {
  @Test
  void eachServiceThatIsLearnedFromHasChildren() {
    BeforeAnalysisAccess access = mock(BeforeAnalysisAccess.class);
    when(access.getApplicationClassLoader()).thenReturn(getClass().getClassLoader());

    // When, Then
    assertThatCode(() -> new LearnedFeature().beforeAnalysis(access)).doesNotThrowAnyException();
  }
}
