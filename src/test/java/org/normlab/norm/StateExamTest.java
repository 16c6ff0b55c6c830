package org.normlab.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.norm.Exam.assertFinite;
import static org.normlab.norm.Exam.distance;
import static org.normlab.norm.Exam.input;
import static org.normlab.norm.Exam.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.normlab.norm.SiteRun.Passed;
import org.normlab.norm.site.Axes;

/** What every method remembers at every site. */
class StateExamTest {
  @Exam.Everywhere
  void evaluationBeforeTrainingIsDefined(String type, Axes axes) {
    SiteRun run = run(type, axes, 2).evaluation();
    double[] x = input(run, 2, 0.5);
    Passed once = run.pass(x, x, Map.of());
    assertFinite(once);
    assertThat(run.pass(x, x, Map.of()).output()).isEqualTo(once.output());
    // Nothing is learned from what is evaluated, and no sample from another.
    Passed single = run.pass(Arrays.copyOf(x, run.row()), Arrays.copyOf(x, run.row()), Map.of());
    assertThat(single.states().toString().length()).isPositive();
    single.states().forEach((name, s) -> assertThat(once.states().get(name)).isEqualTo(s));
    assertThat(distance(single.output(), Arrays.copyOf(once.output(), run.row()))).isLessThan(1e-9);
  }

  /** All that a step carries over is in its states: put back, the next step is the same. */
  @Exam.Everywhere
  void stateIsAllThatIsRemembered(String type, Axes axes) {
    SiteRun run = run(type, axes, 2);
    double[] x = input(run, 2, 0.5);
    Passed first = run.pass(x, x, Map.of());
    Map<String, double[]> saved = new HashMap<>(run.start());
    saved.putAll(first.states());
    Passed next = run.pass(x, x, saved);
    Passed again = run.pass(x, x, saved);
    assertThat(again.output()).isEqualTo(next.output());
    assertThat(again.states().keySet()).isEqualTo(first.states().keySet());
    again.states().forEach((name, s) -> assertThat(s).isEqualTo(next.states().get(name)));
  }
}
