package org.normlab.study.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.normlab.job.RunOutcome;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Estimate;
import org.normlab.study.Axis;
import org.normlab.study.Configuration;
import org.normlab.study.Study;
import org.normlab.study.StudyRun;
import org.normlab.study.StudyState;
import org.normlab.wire.StudyJson;

/** Two methods at several rates, of which one is chosen by its validation accuracy. */
class ComparerTest {
  private static final String STUDY =
      """
      {"base": {}, "axes": {"normalization": [{"type": "none"}, {"type": "batch"}],
       "learningRate": [0.01, 0.1, 1]}, "select": {"over": ["learningRate"]}}
      """;
  private static final List<Axis> AXES =
      List.of(
          new Axis("normalization", List.of("none", "batch"), false),
          new Axis("learningRate", List.of("0.01", "0.1", "1"), false));
  private static final Question WORST =
      new Question(null, null, Alternative.TWO_SIDED, DivergedPairs.WORST_RANKED, 0.95);

  private final List<Configuration> cells = new ArrayList<>();
  private final List<StudyRun> runs = new ArrayList<>();

  /** Runs of one point, a seed each. */
  private void point(String method, String rate, double[] validation, double[] test) {
    int cell = cells.size();
    cells.add(new Configuration(cell, Map.of("normalization", method, "learningRate", rate)));
    for (int seed = 0; seed < test.length; seed++) {
      Map<String, Double> summary =
          Map.of("validation.accuracy", validation[seed], "test.accuracy", test[seed]);
      runs.add(run(cell, seed, RunOutcome.COMPLETED, summary));
    }
  }

  private void point(String method, String rate, double validation, double test) {
    point(method, rate, new double[] {validation, validation}, new double[] {test, test - 0.1});
  }

  private void ended(String method, String rate, RunOutcome outcome) {
    int cell = cells.size();
    cells.add(new Configuration(cell, Map.of("normalization", method, "learningRate", rate)));
    for (int seed = 0; seed < 2; seed++) {
      runs.add(run(cell, seed, outcome, Map.of()));
    }
  }

  private static StudyRun run(
      int cell, long seed, RunOutcome outcome, Map<String, Double> summary) {
    return new StudyRun(cell, "job", cell, seed, 0.1, outcome, null, summary, 1, 1L, 1L);
  }

  private Results results() {
    return results(STUDY, AXES);
  }

  private Results results(String spec, List<Axis> axes) {
    Study study =
        new Study(
            "s",
            1,
            StudyJson.trusted(spec),
            axes,
            StudyState.ACTIVE,
            null,
            null,
            null,
            Instant.EPOCH);
    return new Results(study, cells, runs);
  }

  private Comparison.OfMethod row(String method, Question question) {
    return new Comparer(results(), question)
        .compare().blocks().getFirst().methods().stream()
            .filter(row -> row.method().equals(method))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void cancelledRunsAreCountedApartFromFailedOnes() {
    point("none", "0.1", 0.9, 0.9);
    ended("batch", "0.1", RunOutcome.CANCELLED);
    ended("batch", "1", RunOutcome.FAILED);
    ended("batch", "0.01", RunOutcome.CANCELLED);

    Comparison.Counts counts = Comparer.counts(runs);

    assertThat(counts.cancelled()).isEqualTo(4);
    assertThat(counts.failed()).isEqualTo(2);
    assertThat(counts.lost()).isEqualTo(6);
  }

  @Test
  void aMethodThatDivergedEverywhereStaysInTheComparison() {
    point("none", "0.01", 0.8, 0.8);
    ended("batch", "0.01", RunOutcome.DIVERGED);
    ended("batch", "0.1", RunOutcome.DIVERGED);
    Comparison.OfMethod batch = row("batch", WORST);
    assertThat(batch.chosen()).isNull();
    assertThat(batch.summary().diverged()).isEqualTo(2);
    assertThat(batch.against()).isNotNull();
    assertThat(batch.against().divergedA()).isEqualTo(2);
    assertThat(batch.against().ranked()).isEqualTo(2);
    assertThat(batch.against().improvement().probability()).isEqualTo(Estimate.of(0));
  }

  @Test
  void anEdgeIsOneOfWhatTheMethodTried() {
    point("none", "0.1", 0.7, 0.7);
    point("none", "1", 0.8, 0.8);
    point("batch", "0.01", 0.7, 0.7);
    point("batch", "0.1", 0.8, 0.8);
    assertThat(row("batch", Question.USUAL).edges())
        .containsExactly("learningRate 0.1 is the largest tried: the best may lie beyond");
    assertThat(row("none", Question.USUAL).edges()).hasSize(1);
  }

  @Test
  void unequalBudgetsAreTold() {
    point("none", "0.01", 0.6, 0.7);
    point("none", "0.1", 0.8, 0.7);
    point("none", "1", 0.7, 0.8);
    point("batch", "0.1", 0.8, 0.8);
    assertThat(row("batch", Question.USUAL).edges())
        .containsExactly("chosen among 1 settings, where another method had 3");
    assertThat(row("none", Question.USUAL).edges()).isEmpty();
  }

  @Test
  void aLuckyFirstSeedDoesNotWinAgainstAllSeeds() {
    point("none", "0.01", 0.8, 0.8);
    point("none", "0.1", new double[] {0.7, 0.7, 0.7}, new double[] {0.7, 0.7, 0.7});
    point("none", "1", new double[] {0.9}, new double[] {0.9});
    assertThat(row("none", Question.USUAL).chosen()).isEqualTo(Map.of("learningRate", "0.01"));
  }

  /** What test rows show may not weigh in a choice: 0.1 is better by validation. */
  @Test
  void aRunThatDivergedOnTestRowsAloneIsChosenByValidation() {
    point("none", "0.01", 0.7, 0.7);
    int cell = cells.size();
    cells.add(new Configuration(cell, Map.of("normalization", "none", "learningRate", "0.1")));
    Map<String, Double> summary = Map.of("validation.accuracy", 0.9, "validationRows", 120.0);
    for (int seed = 0; seed < 2; seed++) {
      String reason = "the test loss was NaN in the last evaluation, after epoch 2 of 2";
      runs.add(
          new StudyRun(
              cell, "job", cell, seed, 0.1, RunOutcome.DIVERGED, reason, summary, 1, 1L, 1L));
    }
    Comparison.OfMethod none = row("none", Question.USUAL);
    assertThat(none.chosen()).isEqualTo(Map.of("learningRate", "0.1"));
    assertThat(none.validationRows()).isEqualTo(120);
    assertThat(none.counts().diverged()).isEqualTo(2);
    assertThat(none.summary().diverged()).isEqualTo(2);
    assertThat(none.edges())
        .contains(
            "2 runs have no finite test loss: diverged in what is compared, counted by validation"
                + " in the choice");
  }

  @Test
  void aRunThatDivergedInTrainingIsChosenLast() {
    point("none", "0.01", 0.7, 0.7);
    int cell = cells.size();
    cells.add(new Configuration(cell, Map.of("normalization", "none", "learningRate", "0.1")));
    for (int seed = 0; seed < 2; seed++) {
      runs.add(run(cell, seed, RunOutcome.DIVERGED, Map.of("validation.accuracy", 0.9)));
    }
    assertThat(row("none", Question.USUAL).chosen()).isEqualTo(Map.of("learningRate", "0.01"));
    assertThat(row("none", Question.USUAL).validationRows()).isNull();
  }

  /** At the rate 0.01 there is one candidate; the rest of the grid is chosen on validation. */
  @Test
  void sensitivityTakesWhatValidationChose() {
    List<Axis> axes =
        List.of(
            AXES.getFirst(),
            new Axis("learningRate", List.of("0.01", "0.1"), false),
            new Axis("architecture.depth", List.of("2", "4"), false));
    for (String rate : List.of("0.01", "0.1")) {
      for (String depth : List.of("2", "4")) {
        int cell = cells.size();
        cells.add(
            new Configuration(
                cell,
                Map.of(
                    "normalization", "none", "learningRate", rate, "architecture.depth", depth)));
        double validation = depth.equals("2") ? 0.9 : 0.8;
        double test = depth.equals("2") ? 0.5 : 0.95;
        runs.add(
            run(
                cell,
                0,
                RunOutcome.COMPLETED,
                Map.of("validation.accuracy", validation, "test.accuracy", test)));
      }
    }
    String spec =
        STUDY.replace("[\"learningRate\"]}", "[\"learningRate\", \"architecture.depth\"]}");
    Comparison comparison = new Comparer(results(spec, axes), Question.USUAL).compare();
    assertThat(comparison.sensitivity())
        .filteredOn(one -> one.setting().equals("learningRate"))
        .flatExtracting(one -> one.area().curve())
        .extracting(position -> position.best())
        .containsExactly(Estimate.of(0.5), Estimate.of(0.5));
  }

  /** Means of 7/10 and 1/10 are 0.39999999999999997, those of 4/10 and 4/10 are 0.4. */
  @Test
  void meansThatDifferByRoundingShareARank() {
    point("none", "0.1", new double[] {0.5, 0.5}, new double[] {0.7, 0.1});
    point("batch", "0.1", new double[] {0.5, 0.5}, new double[] {0.4, 0.4});
    Ranking ranking = new Ranker(results(), Question.USUAL).rank();
    assertThat(ranking.ranks().average()).containsExactly(Estimate.of(1.5), Estimate.of(1.5));
  }

  /** Means of 0.7 and 0.1 are 0.39999999999999997 and of 0.4 twice 0.4: the first of both wins. */
  @Test
  void ofMeansThatDifferByRoundingTheFirstIsChosen() {
    point("none", "0.01", new double[] {0.1, 0.7}, new double[] {0.8, 0.8});
    point("none", "0.1", new double[] {0.4, 0.4}, new double[] {0.9, 0.9});
    point("none", "1", new double[] {0.7, 0.1}, new double[] {0.7, 0.7});
    assertThat(row("none", Question.USUAL).chosen()).isEqualTo(Map.of("learningRate", "0.01"));
  }

  @Test
  void numbersAreFiniteDecimals() {
    for (String word : List.of("Infinity", "NaN", "2D", "0x1p3", "1e999", "", "batch", "1.")) {
      @Nullable Double number = Selector.number(word);
      assertThat(number).as(word).isNull();
    }
    assertThat(Selector.number("-1.5e-3")).isEqualTo(-1.5e-3);
  }
}
