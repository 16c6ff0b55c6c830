package org.normlab.study.report;

import java.util.ArrayList;
import java.util.List;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.statistics.Alternative;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.Question;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.picture.PlotScale;

/** Describes how every figure of a report is defined, with its source. */
final class FigureDefinitions {
  private FigureDefinitions() {}

  static List<String> of(Comparison comparison, Question question) {
    List<String> all = new ArrayList<>();
    String level = Numbers.percent(comparison.level());
    Metrics.find(comparison.metric()).map(FigureDefinitions::metric).ifPresent(all::add);
    all.add(
        "n: runs with a finite value. A run diverged when its loss or weights were no longer"
            + " finite; it has no value, and is counted. One"
            + " whose test loss alone was not finite counts by its validation figure where settings"
            + " are chosen. Failed or cancelled runs say nothing of"
            + " their method; they are counted too.");
    all.add(
        "Figures are those of a run's last epoch; with best. before their name, of its best epoch:"
            + " the one of the best validation accuracy, or of what early stopping watches.");
    all.add(
        "sd: with n − 1. IQM: interquartile mean, without the lowest and highest ⌊n/4⌋ values"
            + " (Agarwal et al. 2021).");
    all.add("t interval: Student's " + level + " interval of the mean (Student 1908).");
    all.add(
        "BCa interval: bias-corrected and accelerated bootstrap of the mean, "
            + level
            + ", 10,000 resamples from a fixed seed (Efron 1987; Efron and Tibshirani 1993,"
            + " 14.3).");
    all.add("Difference: mean over the seeds that both have of method − baseline.");
    all.add(
        "Wilcoxon p: signed rank test of these differences, %s, zeros dropped (zero_method wilcox), exact up to 50 pairs without ties or zeros and up to 13 with, else normal without continuity correction (Wilcoxon 1945)."
            .formatted(alternative(question.alternative())));
    all.add("Holm p: corrected over the methods of its block (Holm 1979).");
    all.add(
        question.diverged() == DivergedPairs.LEFT_OUT
            ? "Diverged pairs: left out of differences, tests and ranks, and counted."
            : "Diverged pairs: worse than every value in tests, ranks and probabilities; in no mean"
                + " or interval, since they have no difference.");
    all.add(
        "Probability of improvement: share of shared seeds at which the method is better, ties"
            + " half, with Wilson's interval (Agarwal et al. 2021; Wilson 1927).");
    all.add(
        "Effect: mean difference over the sd of differences, d_z. Seeds needed: the least number at"
            + " which the rule for better and worse has power 0.8 if differences are normal and"
            + " their true effect is the measured one: up to 40 by simulation of interval and exact"
            + " test from a fixed seed, beyond by the normal approximation of both (Lehmann 1975),"
            + " the test at the first level of Holm's correction; with few seeds an order of"
            + " magnitude.");
    all.add(
        "Ranks: by means over seeds in each block, ties averaged (Demšar 2006); Friedman 1937 with"
            + " the F of Iman and Davenport 1980; groups by Nemenyi 1963, and by Wilcoxon tests of"
            + " all pairs with Holm's correction (Benavoli et al. 2016).");
    all.add(
        "Aggregate scores: IQM and optimality gap over all runs of all blocks, mean and median over"
            + " blocks of the mean of their runs; intervals are percentiles of a bootstrap from a"
            + " fixed seed that resamples the runs of each block, blocks being fixed. Probability"
            + " of improvement there: mean over blocks of the Mann–Whitney U over the number of"
            + " comparisons. Performance profile: mean over blocks of the share of runs beyond a"
            + " threshold (Agarwal et al. 2021).");
    all.add(
        "Sensitivity area: mean over the logarithm of the setting of the best score at each value."
            + (Metrics.isShare(comparison.metric()) ? " Diverged runs count as 0 in it." : ""));
    all.add(
        "Seconds: a run's share, the training time of its group over the number of runs in it"
            + " (fused runs train together). Memory: largest resident memory of the process that"
            + " trained its job, all runs of the group together.");
    all.add(
        "In words: better or worse only where the t interval of the difference leaves out 0 and Holm's p is at most %s, over three seeds at least; not settled where only one of both is so."
            .formatted(PlotScale.label(1 - comparison.level())));
    return all;
  }

  private static String metric(Metric metric) {
    return "%s%s: %s%s"
        .formatted(
            metric.name(),
            metric.unit().isEmpty() ? "" : " (" + metric.unit() + ")",
            metric.definition(),
            metric.better() == null
                ? ""
                : " Better is " + (metric.better() == Direction.HIGHER ? "more." : "less."));
  }

  private static String alternative(Alternative alternative) {
    return switch (alternative) {
      case TWO_SIDED -> "two-sided";
      case GREATER -> "one-sided for method > baseline";
      case LESS -> "one-sided for method < baseline";
    };
  }
}
