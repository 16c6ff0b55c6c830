package org.normlab.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.normlab.job.JobRun;
import org.normlab.job.RunOutcome;

class JobMeansTest {
  private static JobRun run(
      int number, double rate, RunOutcome outcome, Map<String, Double> summary) {
    return new JobRun(number, number, rate, 0, 0.9, outcome, 10L, null, summary);
  }

  @Test
  void meansAreOverTheSeedsOfAPointThatDidNotDiverge() {
    JobMeans means =
        JobMeans.of(
            List.of(
                run(0, 0.1, RunOutcome.COMPLETED, Map.of("test.accuracy", 0.95)),
                run(1, 0.5, RunOutcome.COMPLETED, Map.of("test.accuracy", 0.93)),
                run(2, 0.1, RunOutcome.COMPLETED, Map.of("test.accuracy", 0.97)),
                run(3, 0.1, RunOutcome.DIVERGED, Map.of("test.accuracy", 0.1)),
                run(4, 0.1, RunOutcome.PENDING, Map.of())),
            0.95);

    assertThat(means.points()).extracting(JobMeans.OfPoint::learningRate).containsExactly(0.1, 0.5);
    JobMeans.OfPoint first = means.points().getFirst();
    assertThat(first.runs()).isEqualTo(4);
    assertThat(first.diverged()).isEqualTo(1);
    MeanView mean = first.figures().get("test.accuracy");
    assertThat(mean).isNotNull();
    assertThat(mean.n()).isEqualTo(2);
    assertThat(mean.mean().value()).isEqualTo(0.96);
    // t(0.975, 1) · 0.01414 / √2
    assertThat(mean.t().high()).isCloseTo(0.96 + 0.12706, within(1e-5));
  }

  @Test
  void oneSeedHasAMeanAndNoInterval() {
    MeanView mean =
        JobMeans.of(List.of(run(0, 0.1, RunOutcome.COMPLETED, Map.of("seconds", 2.0))), 0.95)
            .points()
            .getFirst()
            .figures()
            .get("seconds");

    assertThat(mean).isNotNull();
    assertThat(mean.mean().value()).isEqualTo(2);
    assertThat(mean.t().reason()).isNotNull();
  }
}
