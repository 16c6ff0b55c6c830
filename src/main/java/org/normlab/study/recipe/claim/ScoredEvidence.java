package org.normlab.study.recipe.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.normlab.environment.ReferenceReturns;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.MetricAt;
import org.normlab.study.answer.Ranking;
import org.normlab.study.answer.ScoreTable;

/**
 * Answers in which all environments are one block: a seed's score is the mean over them. It
 * diverged where any of its runs did, and is missing where any is. Rows of what is no environment
 * are left out.
 */
record ScoredEvidence(Evidence evidence, String axis) implements Evidence {
  /** A method at one place of all axes but that of environments. */
  private record Place(Map<String, String> coordinates, String method) {}

  @Override
  public ScoreTable scores(MetricAt reading) {
    ScoreTable table = evidence.scores(reading);
    Map<Place, List<Scores>> byPlace = new LinkedHashMap<>();
    for (ScoreTable.Row row : table.rows()) {
      Map<String, String> rest = new LinkedHashMap<>(row.coordinates());
      ReferenceReturns.of(String.valueOf(rest.remove(axis)))
          .ifPresent(
              reference ->
                  byPlace
                      .computeIfAbsent(new Place(rest, row.method()), _ -> new ArrayList<>())
                      .add(measured(row.scores(), reference)));
    }
    List<ScoreTable.Row> rows = new ArrayList<>();
    byPlace.forEach(
        (place, scores) ->
            rows.add(new ScoreTable.Row(place.coordinates(), place.method(), mean(scores))));
    return new ScoreTable(table.metric(), table.better(), rows);
  }

  private static Scores measured(Scores scores, ReferenceReturns reference) {
    Map<Long, Score> bySeed = new TreeMap<>(scores.bySeed());
    bySeed.replaceAll(
        (_, score) ->
            score instanceof Score.Value(double value) ? Score.of(reference.score(value)) : score);
    return Scores.of(bySeed);
  }

  private static Scores mean(List<Scores> environments) {
    Set<Long> seeds = new TreeSet<>();
    environments.forEach(scores -> seeds.addAll(scores.bySeed().keySet()));
    Map<Long, Score> bySeed = new TreeMap<>();
    for (Long seed : seeds) {
      List<Score> ofSeed =
          environments.stream()
              .map(scores -> scores.bySeed().getOrDefault(seed, Score.MISSING))
              .toList();
      boolean diverged = ofSeed.stream().anyMatch(Score.Diverged.class::isInstance);
      bySeed.put(seed, diverged ? Score.DIVERGED : Scores.numbered(ofSeed).overall());
    }
    return Scores.of(bySeed);
  }

  @Override
  public Ranking ranking() {
    return evidence.ranking();
  }
}
