package org.normlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
}
