package org.normlab.study.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.job.RunOutcome;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Score;
import org.normlab.statistics.Scores;
import org.normlab.statistics.Summary;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Friedman;
import org.normlab.statistics.rank.Nemenyi;
import org.normlab.statistics.rank.Ranks;

/** Ranks methods over blocks by their means over seeds. */
final class Ranker {
  private final Results results;
  private final Question question;
  private final ScoredMetric metric;
  private final Selector selector;

  Ranker(Results results, Question question) {
    this.results = results;
    this.question = question;
    String asked = question.metric();
    this.metric = ScoredMetric.of(asked == null ? results.study().spec().metric() : asked);
    this.selector = results.selector();
  }

  Ranking rank() {
    List<String> methods = results.methods();
    List<List<Score>> scores =
        results.blocks().stream()
            .map(block -> methods.stream().map(method -> score(block, method)).toList())
            .toList();
    DivergedPairs diverged = question.diverged();
    Ranks ranks = Ranks.of(methods, scores, metric.better(), diverged);
    double alpha = question.alpha();
    return new Ranking(
        metric.name(),
        metric.better(),
        results.compared().name(),
        alpha,
        results.blocks().stream().map(Block::coordinates).toList(),
        ranks,
        summaries(ranks),
        Friedman.of(ranks),
        Nemenyi.of(ranks, alpha),
        CriticalDifference.byNemenyi(ranks, alpha),
        CriticalDifference.byWilcoxon(methods, scores, metric.better(), diverged, alpha));
  }

  /** The mean over seeds; a method of which any run diverged did so in this block. */
  private Score score(Block block, String method) {
    List<ConfigurationRuns> candidates = block.methods().getOrDefault(method, List.of());
    @Nullable ConfigurationRuns chosen = candidates.isEmpty() ? null : selector.choose(candidates);
    if (chosen == null) {
      boolean diverged =
          candidates.stream()
              .flatMap(candidate -> candidate.runs().stream())
              .anyMatch(run -> run.outcome() == RunOutcome.DIVERGED);
      return diverged ? Score.DIVERGED : Score.MISSING;
    }
    return chosen.scores(metric).overall();
  }

  private List<Summary> summaries(Ranks ranks) {
    return java.util.stream.IntStream.range(0, ranks.methods().size())
        .mapToObj(
            m ->
                Summary.of(
                    Scores.of(ranks.ranks().stream().mapToDouble(block -> block.get(m)).toArray()),
                    question.level()))
        .toList();
  }
}
