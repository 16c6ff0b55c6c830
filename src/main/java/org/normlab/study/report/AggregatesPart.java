package org.normlab.study.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.score.Aggregate;
import org.normlab.statistics.score.AggregateScore;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TableCells;
import org.normlab.study.report.picture.AggregatePlot;
import org.normlab.study.report.picture.ImprovementPlot;
import org.normlab.study.report.picture.Phrases;
import org.normlab.study.report.picture.ProfilePlot;

/** Methods over all blocks at once: aggregates, probabilities of improvement, profiles. */
final class AggregatesPart {
  private AggregatesPart() {}

  static List<Element> of(Aggregates aggregates) {
    List<Element> elements = new ArrayList<>();
    elements.add(new Element.Heading(2, "Aggregate scores"));
    elements.add(new Element.Paragraph(words(aggregates)));
    elements.add(figures(aggregates));
    add(elements, AggregatePlot.of(aggregates, Svg.WIDTH));
    if (aggregates.pairs().stream().anyMatch(one -> one.improvement().probability().defined())) {
      elements.add(improvements(aggregates));
    }
    add(elements, ImprovementPlot.of(aggregates, Svg.WIDTH));
    add(elements, ProfilePlot.of(aggregates, Svg.WIDTH));
    return elements;
  }

  private static void add(List<Element> elements, @Nullable Picture picture) {
    if (picture != null) {
      elements.add(picture);
    }
  }

  private static String words(Aggregates aggregates) {
    return "All runs of each %s over %s. %s Intervals are of %s, by %s resamples of the runs within each block."
        .formatted(
            aggregates.compared(),
            Numbers.count(aggregates.blocks().size(), "block", "blocks"),
            String.join(" ", aggregates.notes()),
            Numbers.percent(aggregates.level()),
            Numbers.whole(aggregates.resamples()));
  }

  private static ReportTable figures(Aggregates aggregates) {
    TableCells cells = new TableCells();
    ReportTable.Builder table =
        ReportTable.of("Aggregate scores, " + aggregates.metric())
            .texts(aggregates.compared())
            .numbers("runs with a value", "in a block, least to most", "diverged", "no result");
    Phrases.AGGREGATES.forEach(one -> table.numbers(Phrases.name(one), "its interval"));
    for (Aggregates.OfMethod method : aggregates.methods()) {
      List<String> row = new ArrayList<>(List.of(method.method()));
      row.addAll(runs(method.runs()));
      for (Aggregate aggregate : Phrases.AGGREGATES) {
        AggregateScore score = AggregateScore.find(method.figures(), aggregate);
        row.add(cells.number(score.value()));
        row.add(cells.interval(score.interval()));
      }
      table.row(row);
    }
    return table.build(cells);
  }

  private static List<String> runs(List<Aggregates.Runs> blocks) {
    var values = blocks.stream().mapToInt(Aggregates.Runs::values).summaryStatistics();
    int diverged = blocks.stream().mapToInt(Aggregates.Runs::diverged).sum();
    int missing = blocks.stream().mapToInt(Aggregates.Runs::missing).sum();
    String each =
        values.getMin() == values.getMax()
            ? "" + values.getMax()
            : values.getMin() + " to " + values.getMax();
    return List.of(
        "" + values.getSum(), blocks.isEmpty() ? "0" : each, "" + diverged, "" + missing);
  }

  private static ReportTable improvements(Aggregates aggregates) {
    TableCells cells = new TableCells();
    ReportTable.Builder table =
        ReportTable.of("Probability of improvement, " + aggregates.metric())
            .texts(aggregates.compared(), "over")
            .numbers("probability", Numbers.percent(aggregates.level()) + " interval");
    for (Aggregates.OfPair pair : Phrases.shownPairs(aggregates)) {
      table.row(
          pair.method(),
          pair.other(),
          cells.cell(pair.improvement().probability(), Numbers::share),
          cells.interval(pair.improvement().interval(), Numbers::share));
    }
    return table.build(cells);
  }
}
