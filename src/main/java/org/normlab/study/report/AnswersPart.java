package org.normlab.study.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Conclusion;
import org.normlab.statistics.Direction;
import org.normlab.statistics.PairedComparison;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.Ranking;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.Numbers;

/** The answers in one sentence each. */
final class AnswersPart {
  /** More sentences than these are in their blocks, and here is how often each answer was given. */
  private static final int MOST = 12;

  private AnswersPart() {}

  static List<Element> of(Comparison comparison, @Nullable Ranking ranking) {
    List<String> sentences = new ArrayList<>();
    if (ranking != null) {
      sentences.add(RanksPart.sentence(ranking));
    }
    if (isShort(comparison)) {
      comparison.blocks().forEach(block -> sentences.addAll(sentences(comparison, block)));
    } else {
      sentences.addAll(tallies(comparison));
    }
    if (sentences.isEmpty()) {
      sentences.add("The study has one method: there is nothing to compare it with.");
    }
    return List.of(
        new Element.Heading(2, "Answers"),
        new Element.Paragraph(
            "Compared is %s (%s is better) of each %s with %s. Intervals are of %s."
                .formatted(
                    comparison.metric(),
                    comparison.better() == Direction.HIGHER ? "higher" : "lower",
                    comparison.compared(),
                    comparison.baseline(),
                    Numbers.percent(comparison.level()))),
        new Element.Items(sentences));
  }

  /** Returns whether all sentences stand together. */
  static boolean isShort(Comparison comparison) {
    return comparison.blocks().size() == 1
        || comparison.blocks().stream().mapToInt(block -> block.methods().size() - 1).sum() <= MOST;
  }

  /** Returns the sentences of each method of a block that is compared with the baseline. */
  static List<String> sentences(Comparison comparison, Comparison.InBlock block) {
    Sentences sentences = new Sentences(comparison, block);
    List<String> all = new ArrayList<>();
    for (Comparison.OfMethod method : block.methods()) {
      PairedComparison against = method.against();
      if (against != null) {
        String sentence = sentences.of(method, against);
        all.add(
            sentence.startsWith("the data")
                ? "The data" + sentence.substring("the data".length())
                : sentence);
      }
    }
    return all;
  }

  private static List<String> tallies(Comparison comparison) {
    Map<String, Map<Conclusion, Integer>> tallies = new LinkedHashMap<>();
    for (Comparison.InBlock block : comparison.blocks()) {
      for (Comparison.OfMethod method : block.methods()) {
        PairedComparison against = method.against();
        if (against != null) {
          tallies
              .computeIfAbsent(method.method(), _ -> new EnumMap<>(Conclusion.class))
              .merge(Objects.requireNonNull(method.conclusion()), 1, Integer::sum);
        }
      }
    }
    List<String> sentences = new ArrayList<>();
    tallies.forEach((method, tally) -> sentences.add(tally(comparison, method, tally)));
    return sentences;
  }

  private static String tally(
      Comparison comparison, String method, Map<Conclusion, Integer> tally) {
    int all = tally.values().stream().mapToInt(Integer::intValue).sum();
    return "Over %s, %s against %s: better in %d, worse in %d, not settled in %d, not told apart in %d, no pair of values in %d."
        .formatted(
            Numbers.count(all, "block", "blocks"),
            method,
            comparison.baseline(),
            tally.getOrDefault(Conclusion.BETTER, 0),
            tally.getOrDefault(Conclusion.WORSE, 0),
            tally.getOrDefault(Conclusion.UNSETTLED, 0),
            tally.getOrDefault(Conclusion.INDISTINCT, 0),
            tally.getOrDefault(Conclusion.NO_PAIRS, 0));
  }
}
