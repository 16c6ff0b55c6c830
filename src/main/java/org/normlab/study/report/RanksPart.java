package org.normlab.study.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Friedman;
import org.normlab.statistics.rank.Ranks;
import org.normlab.study.answer.Ranking;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TableCells;
import org.normlab.study.report.picture.CriticalDifferenceDiagram;
import org.normlab.study.report.picture.RankTest;

/** Methods over several blocks: ranks, Friedman's test, critical differences. */
final class RanksPart {
  private RanksPart() {}

  static List<Element> of(Ranking ranking) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Element.Heading(2, "Over all blocks"));
    elements.add(new Element.Paragraph(friedman(ranking)));
    elements.add(ranks(ranking));
    if (ranking.ranks().dataSets() > 0 && ranking.ranks().methods().size() > 1) {
      Double difference = ranking.nemenyi().criticalDifference().value();
      elements.add(
          CriticalDifferenceDiagram.of(
              ranking.byNemenyi(), RankTest.NEMENYI.words(), difference, Svg.WIDTH));
      elements.add(groups("by Nemenyi's test", ranking.byNemenyi()));
      elements.add(
          CriticalDifferenceDiagram.of(
              ranking.byWilcoxon(), RankTest.WILCOXON.words(), null, Svg.WIDTH));
      elements.add(groups("by Wilcoxon tests with Holm's correction", ranking.byWilcoxon()));
    }
    return elements;
  }

  /** Returns who is best and worst on average, and whether that can be told. */
  static String sentence(Ranking ranking) {
    Ranks ranks = ranking.ranks();
    if (ranks.dataSets() == 0) {
      return "No block of %d has a result of every method: methods cannot be ranked over blocks."
          .formatted(ranking.blocks().size());
    }
    Comparator<Integer> byRank = Comparator.comparingDouble(i -> average(ranks, i));
    List<Integer> order =
        IntStream.range(0, ranks.methods().size()).boxed().sorted(byRank).toList();
    int best = order.getFirst();
    int last = order.getLast();
    String found =
        "Over %d of %s, %s ranks best on average (%s) and %s last (%s)"
            .formatted(
                ranks.dataSets(),
                Numbers.count(ranking.blocks().size(), "block", "blocks"),
                ranks.methods().get(best),
                Numbers.share(average(ranks, best)),
                ranks.methods().get(last),
                Numbers.share(average(ranks, last)));
    Estimate p = ranking.friedman().p();
    if (p.value() == null) {
      return found + "; whether ranks differ cannot be tested: " + p.reason() + ".";
    }
    return p.value() <= ranking.alpha()
        ? found + "; ranks differ (Friedman " + Numbers.pIs(p.value()) + ")."
        : found
            + ", but the data cannot tell the ranks apart (Friedman "
            + Numbers.pIs(p.value())
            + ").";
  }

  private static double average(Ranks ranks, int method) {
    return ranks.average().get(method).asOptional().orElse(Double.MAX_VALUE);
  }

  private static String friedman(Ranking ranking) {
    Friedman test = ranking.friedman();
    Ranks ranks = ranking.ranks();
    String over =
        "Methods are ranked by their mean in each of %d of %s. "
            .formatted(ranks.dataSets(), Numbers.count(ranking.blocks().size(), "block", "blocks"));
    if (ranks.leftOut() > 0) {
      over += ranks.leftOut() + " left out, where a method has no result or diverged. ";
    }
    if (test.chiSquare().value() == null) {
      return over + "Friedman's test is undefined: " + test.chiSquare().reason() + ".";
    }
    String f =
        test.f().value() == null
            ? "F of Iman and Davenport is undefined: " + test.f().reason()
            : "F of Iman and Davenport %s, %s"
                .formatted(Numbers.of(test.f().value()), p(test.fP()));
    return over
        + "Friedman χ² = %s, %s; %s."
            .formatted(Numbers.of(test.chiSquare().value()), p(test.p()), f);
  }

  private static String p(Estimate p) {
    return p.value() == null ? "p is undefined: " + p.reason() : Numbers.pIs(p.value());
  }

  private static ReportTable ranks(Ranking ranking) {
    TableCells cells = new TableCells();
    ReportTable.Builder table =
        ReportTable.of("Average ranks, 1 is best; intervals resample blocks")
            .texts(ranking.compared())
            .numbers("blocks", "average rank")
            .numbers(
                Numbers.percent(1 - ranking.alpha()) + " t interval",
                Numbers.percent(1 - ranking.alpha()) + " BCa interval",
                "median rank",
                "best",
                "worst");
    Ranks ranks = ranking.ranks();
    for (int i = 0; i < ranks.methods().size(); i++) {
      var summary = ranking.rankSummaries().get(i);
      table.row(
          ranks.methods().get(i),
          "" + ranks.dataSets(),
          cells.cell(ranks.average().get(i), Numbers::share),
          cells.interval(summary.t(), Numbers::share),
          cells.interval(summary.bca(), Numbers::share),
          cells.cell(summary.median(), Numbers::share),
          cells.cell(summary.min(), Numbers::share),
          cells.cell(summary.max(), Numbers::share));
    }
    return table.build(cells);
  }

  private static Element groups(String test, CriticalDifference groups) {
    if (groups.groups().isEmpty()) {
      return new Element.Paragraph("All methods differ from all others " + test + ".");
    }
    return new Element.Paragraph(
        "Not told apart "
            + test
            + ": "
            + groups.groups().stream()
                .map(
                    group ->
                        group.stream()
                            .map(i -> groups.ranks().methods().get(i))
                            .collect(Collectors.joining(", ", "{", "}")))
                .collect(Collectors.joining("; "))
            + ".");
  }
}
