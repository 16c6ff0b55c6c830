package org.normlab.study.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.job.Claim;
import org.normlab.job.life.Store;
import org.normlab.run.PointsOf;
import org.normlab.statistics.Curves;
import org.normlab.study.Study;
import org.normlab.study.answer.Answers;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.life.StudiesOf;
import org.normlab.study.life.StudySubmissions;
import org.normlab.train.Point;
import org.normlab.wire.JobJson;
import org.normlab.wire.StudyJson;
import org.normlab.wire.json.UnreadableJson;
import org.springframework.jdbc.core.JdbcTemplate;

/** Curves of trainings of any length. */
class StudyCurvesTest {
  private static final String METRIC = "train.loss";

  /** The compared axis is fused: all its methods are runs of one job. */
  private static final String STUDY =
      """
      {"base": {"architecture": {"type": "mlp"}, "data": {"name": "digits"},
        "normalization": {"type": "batch"}, "seeds": [0, 1]},
       "axes": {"learningRate": [0.01, 0.1, 1]}, "compare": "learningRate"}
      """;

  private final Store store = Store.fresh(Store.Kind.H2);

  private static JobJson.Read read(String job) {
    try {
      return JobJson.read(job);
    } catch (UnreadableJson e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A study each run of which measured its own number at steps 10, 20, … */
  private Study measured(int steps) {
    StudySubmissions.Request request = StudySubmissions.Request.of(StudyJson.trusted(STUDY));
    Study study = StudiesOf.intake(store).submit(request, StudyCurvesTest::read, null).study();
    for (String job : StudiesOf.store(store).jobs(study.id())) {
      store.attempts.claim(job, "w", "s", Duration.ofMinutes(5));
      for (int run = 0; run < store.jobs.runs(job).size(); run++) {
        int number = run;
        store.points.append(
            new Claim(job, 1),
            IntStream.rangeClosed(1, steps)
                .mapToObj(k -> new Point(number, 10L * k, METRIC, number))
                .toList());
      }
    }
    return study;
  }

  private CurveSet curves(Study study) {
    return new Answers(StudiesOf.store(store), store.points).curves(study, METRIC, 0.95);
  }

  @Test
  void longTrainingsAreThinnedAndSaidToBe() {
    CurveSet.OfMethod method = curves(measured(2500)).blocks().getFirst().methods().get(1);
    List<Long> steps = method.curves().points().stream().map(Curves.Point::step).toList();
    assertThat(method.commonSteps()).isEqualTo(2500);
    assertThat(method.every()).isEqualTo(3);
    assertThat(steps).hasSize(834).startsWith(10L, 40L, 70L).endsWith(24_970L, 25_000L);
    // Of a job of three rates and two seeds each.
    assertThat(method.curves().points().getLast().mean().value()).isEqualTo(2.5);
    assertThat(method.curves().series()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 999, 1000, 1001, 1999, 2000, 123_457})
  void keepsAtMostAThousandWithTheFirstAndTheLast(int steps) {
    Curves.Point any = Curves.of(List.of(new TreeMap<>(Map.of(0L, 1.0))), 0.95).points().getFirst();
    List<Curves.Point> all =
        IntStream.range(0, steps)
            .mapToObj(step -> new Curves.Point(step, 1, any.mean(), any.sd(), any.t()))
            .toList();
    CurveSet.OfMethod method = CurveSet.OfMethod.of("m", null, new Curves(1, 0, 0, all));
    List<Curves.Point> shown = method.curves().points();
    assertThat(shown).hasSizeBetween(Math.min(steps, 500), Math.min(steps, 1000));
    assertThat(method.every() == 1).isEqualTo(steps <= 1000);
    if (steps > 0) {
      assertThat(shown.getFirst()).isEqualTo(all.getFirst());
      assertThat(shown.getLast()).isEqualTo(all.getLast());
    }
  }

  @Test
  void noSeriesIsHeldOnceItsMethodIsDone() {
    Study study = measured(3);
    List<WeakReference<SortedMap<Long, Double>>> handed = new ArrayList<>();
    List<Long> held = new ArrayList<>();
    var watched =
        PointsOf.watched(
            new JdbcTemplate(store.database),
            store.sql,
            store.fence,
            series -> {
              System.gc();
              held.add(handed.stream().filter(one -> one.get() != null).count());
              handed.add(new WeakReference<>(series));
            });
    new Answers(StudiesOf.store(store), watched).curves(study, METRIC, 0.95);
    // Three methods of two seeds: at most the other seed of the same method is held.
    assertThat(held).hasSize(6).allMatch(count -> count <= 1);
  }
}
