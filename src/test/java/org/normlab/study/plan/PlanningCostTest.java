package org.normlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normlab.wire.JobJson;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.UnreadableJson;

/**
 * What planning a study costs, by the memory that it allocates: that does not depend on the
 * machine.
 */
class PlanningCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A study of so many points, half of which follow the norms of the other half. */
  private static StudySpec following(int points) {
    String widths =
        IntStream.rangeClosed(1, points / 2)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    return StudyJson.trusted(
        """
        {"base": {"architecture": {"type": "mlp", "hidden": [8]}, "data": {"name": "digits"}, "seeds": [0],
           "optimizer": {"type": "sgd", "weightDecay": 0.001}},
         "axes": {"batchSize": [%s], "method": [
           {"label": "corrected", "set": {"normalization":
             {"type": "norm-matched-rate", "reference": "point:decay"}}},
           {"label": "decay", "set": {"normalization": {"type": "batch"}, "recordNorms": true}}]}}
        """
            .formatted(widths));
  }

  private static JobJson.Read read(String job) {
    try {
      return JobJson.read(job);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static long allocatedToPlan(int points) {
    StudySpec study = following(points);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Plan plan = new Planner(study, PlanningCostTest::read).plan(Plan.Existing.NONE);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(plan.jobs()).hasSize(points);
    return allocated;
  }

  /**
   * Eight times as many points took 100 times as much where each was sought in all pairs of jobs.
   */
  @Test
  void growsWithTheNumberOfPoints() {
    allocatedToPlan(32);
    assertThat(allocatedToPlan(320)).isLessThan(15 * allocatedToPlan(32));
  }
}
