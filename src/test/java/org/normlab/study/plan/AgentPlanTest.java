package org.normlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.wire.JobJson;
import org.normlab.wire.StudyJson;
import org.normlab.wire.json.UnreadableJson;

/** Studies whose jobs are of agents. */
class AgentPlanTest {
  private static JobJson.Read read(String job) {
    try {
      return JobJson.read(job);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Plan plan(String study) {
    return new Planner(StudyJson.trusted(study), AgentPlanTest::read).plan(Plan.Existing.NONE);
  }

  /** What a point leaves open of its optimizer is as its own agent has it, not as the first. */
  @Test
  void eachAgentHasItsOwnRate() {
    Plan plan =
        plan(
            """
            {"base": {"architecture": {"type": "mlp"}, "environment": {"name": "cartpole"},
               "normalization": {"type": "none"}, "seeds": [0], "optimizer": {"epsilon": 1e-5}},
             "axes": {"agent": [{"type": "dqn"}, {"type": "rainbow"}]}, "metric": "return.final"}
            """);
    assertThat(plan.jobs())
        .extracting(job -> job.spec().training().optimizer().learningRate())
        .containsExactly(2.5e-4, 1e-4);
  }

  /** A metric that no run of the study can have is refused before anything is trained. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sequence.first | ['minatar/breakout'] | 1 |",
        "sequence.second | ['minatar/breakout'] | 2 |",
        "visit.1.cartpole.final | ['cartpole'] | 1 |",
        "return.area | ['cartpole'] | 1 |",
        "sequence.first | ['cartpole'] | 2 | where environment.sequence is of games of MinAtar",
        "sequence.second | ['cartpole'] | 2 | where environment.sequence is of games of MinAtar",
        "sequence.second | ['minatar/breakout'] | 1 | where environment.cycles is above 1",
        "test.accuracy | ['minatar/breakout'] | 1 | where a job has data"
      })
  void metricsAreThoseThatRunsWillHave(String metric, String games, int cycles, String refusal) {
    String study =
        """
        {"base": {"architecture": {"type": "%s"}, "stepsPerVisit": 8000, "seeds": [0],
           "environment": {"sequence": %s, "cycles": %d}},
         "axes": {"normalization": [{"type": "none"}, {"type": "layer"}]}, "metric": "%s"}
        """
            .formatted(
                games.contains("cartpole") ? "mlp" : "convnet",
                games.replace('\'', '"'),
                cycles,
                metric);
    if (refusal == null) {
      assertThat(plan(study).jobs()).hasSize(2);
    } else {
      assertThatThrownBy(() -> plan(study))
          .isInstanceOfSatisfying(
              IllegalStudy.class,
              e -> {
                assertThat(e.problems()).extracting(Problem::pointer).containsExactly("/metric");
                assertThat(e.problems().getFirst().detail()).contains(refusal);
              });
    }
  }
}
