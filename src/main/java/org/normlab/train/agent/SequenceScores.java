package org.normlab.train.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.normlab.environment.ReferenceReturns;
import org.normlab.metric.AgentMetrics;
import org.normlab.train.ControlSpec;

/** Sums up the returns of all visits of a run. */
final class SequenceScores {
  private SequenceScores() {}

  /** Returns how the metrics of a visit are named: its number from 1 and its environment. */
  static String name(ControlSpec spec, int visit) {
    String word = spec.environment().visits().get(visit).environment().word();
    return "%s%d.%s"
        .formatted(AgentMetrics.VISIT, visit + 1, word.substring(word.indexOf('/') + 1));
  }

  /** Returns final figures by metric name; NaN for one that is not known. */
  static Map<String, Double> summary(ControlSpec spec, List<VisitScore> scores, int run) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (!spec.isSequence()) {
      all.put(AgentMetrics.FINAL_RETURN.name(), scores.getFirst().finalReturn(run));
      all.put(AgentMetrics.AREA_RETURN.name(), scores.getFirst().area(run));
      return all;
    }
    all.put(AgentMetrics.FINAL_RETURN.name(), mean(scores, score -> score.finalReturn(run)));
    all.put(AgentMetrics.AREA_RETURN.name(), mean(scores, score -> score.area(run)));
    int cycles = spec.environment().source().cycles();
    int games = scores.size() / cycles;
    double first = normalized(spec, scores.subList(0, games), run);
    all.put(AgentMetrics.FIRST_CYCLE.name(), first);
    if (cycles > 1) {
      double second = normalized(spec, scores.subList(games, 2 * games), run);
      all.put(AgentMetrics.SECOND_CYCLE.name(), second);
      all.put(AgentMetrics.SECOND_MINUS_FIRST.name(), second - first);
    }
    return all;
  }

  private static double mean(List<VisitScore> scores, ToDoubleFunction<VisitScore> of) {
    return scores.stream().mapToDouble(of).average().orElse(Double.NaN);
  }

  /** Returns the mean over games of final returns, between those of random play and reference. */
  private static double normalized(ControlSpec spec, List<VisitScore> scores, int run) {
    double sum = 0;
    for (int i = 0; i < scores.size(); i++) {
      String word = spec.environment().visits().get(i).environment().word();
      double itsReturn = scores.get(i).finalReturn(run);
      sum += ReferenceReturns.of(word).map(one -> one.score(itsReturn)).orElse(Double.NaN);
    }
    return sum / scores.size();
  }
}
