package io.llmisvc.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.Inputs;
import io.llmisvc.plan.Planner;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * SentReviews of the guide's complete example, from the text of the question to that of the answer,
 * in two threads; throughput of both together, and how long single ones take.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(2)
@Fork(1)
public class AdmissionBenchmark {
  private static final String PATH = "/validate-serving-kserve-io-v1alpha1-llminferenceservice";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final byte[] question;
  private final Admission admission;

  /** Takes the example out of the samples. */
  public AdmissionBenchmark() {
    Inputs inputs =
        GoldenCase.ofSamples("plan")
            .filter(sample -> sample.name().equals("20-complete"))
            .findFirst()
            .orElseThrow()
            .inputs();
    FakeSurroundings around = new FakeSurroundings();
    inputs.configs().values().forEach(around::config);
    admission = new Admission(Planner.create(), around, true);
    question = bytes(SentReviews.of("CREATE", "LLMInferenceService", inputs.service(), null));
  }

  @Benchmark
  public byte[] review() throws IOException {
    return bytes(SentReviews.answer(admission, PATH, (ObjectNode) JSON.readTree(question)));
  }

  private static byte[] bytes(ObjectNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
