package org.normlab.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.PairedComparison;
import org.normlab.statistics.SeedsNeeded;
import org.normlab.statistics.Summary;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.report.element.Element;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.ReportTable;
import org.normlab.study.report.element.Svg;
import org.normlab.study.report.element.TableCells;
import org.normlab.study.report.picture.CurvePlot;
import org.normlab.study.report.picture.ForestPlot;
import org.normlab.study.report.picture.ParetoPlot;
import org.normlab.study.report.picture.Phrases;
import org.normlab.study.report.picture.StripPlot;

/** One block: its tables and pictures. */
final class BlockPart {
  private static final String SHARE =
      "a run's share: the seconds of its group over the number of runs in it";
  private static final String FRONT =
      "no other method is at least as good and as fast, and better in one";

  private final Comparison comparison;
  private final Comparison.InBlock block;
  private final String where;

  BlockPart(Comparison comparison, Comparison.InBlock block) {
    this.comparison = comparison;
    this.block = block;
    this.where = Phrases.where(block.coordinates());
  }

  /**
   * All of it.
   *
   * @param curves null where they are left out
   */
  List<Element> elements(@Nullable CurveSet curves) {
    List<Element> elements = new ArrayList<>();
    elements.add(
        new Element.Heading(
            2,
            block.coordinates().isEmpty()
                ? "Results"
                : "Results: " + Phrases.settings(block.coordinates())));
    if (!AnswersPart.isShort(comparison)) {
      elements.add(new Element.Items(AnswersPart.sentences(comparison, block)));
    }
    elements.add(values());
    elements.add(StripPlot.of(comparison, block, where, Svg.WIDTH));
    Picture forest = ForestPlot.of(comparison, block, where, Svg.WIDTH);
    if (forest != null) {
      elements.add(differences());
      elements.add(forest);
    }
    elements.add(choicesAndCosts());
    Picture pareto = ParetoPlot.of(comparison, block, where, Svg.WIDTH);
    if (pareto != null) {
      elements.add(pareto);
    }
    if (curves != null) {
      curves.blocks().stream()
          .filter(one -> one.coordinates().equals(block.coordinates()))
          .forEach(one -> elements.add(curves(curves, one)));
    }
    return elements;
  }

  private Element curves(CurveSet curves, CurveSet.InBlock of) {
    boolean any = of.methods().stream().anyMatch(m -> !m.curves().points().isEmpty());
    return any
        ? CurvePlot.of(curves, of, where, Svg.WIDTH)
        : new Element.Paragraph("No run has measured " + curves.metric() + " over training.");
  }

  private ReportTable values() {
    TableCells cells = new TableCells();
    String level = Numbers.percent(comparison.level());
    ReportTable.Builder table =
        ReportTable.of(comparison.metric() + " over seeds" + where)
            .texts(comparison.compared())
            .numbers("runs", "n", "diverged", "failed", "cancelled", "to come", "mean")
            .numbers(level + " t interval", level + " BCa interval", "sd", "median", "IQM");
    for (Comparison.OfMethod method : block.methods()) {
      Summary summary = method.summary();
      Comparison.Counts counts = method.counts();
      table.row(
          method.method(),
          "" + counts.runs(),
          "" + summary.n(),
          "" + counts.diverged(),
          "" + counts.failed(),
          "" + counts.cancelled(),
          "" + counts.pending(),
          cells.number(summary.mean()),
          cells.interval(summary.t()),
          cells.interval(summary.bca()),
          cells.number(summary.sd()),
          cells.number(summary.median()),
          cells.number(summary.iqm()));
    }
    return table.build(cells);
  }

  private ReportTable differences() {
    TableCells cells = new TableCells();
    String level = Numbers.percent(comparison.level());
    ReportTable.Builder table =
        ReportTable.of(
                "Differences to %s in %s%s"
                    .formatted(comparison.baseline(), comparison.metric(), where))
            .texts(comparison.compared())
            .numbers("n", "diverged, its / baseline's", "without a result", "unshared seeds")
            .numbers("difference", level + " t interval", level + " BCa interval")
            .numbers("Wilcoxon p", "Holm p", "probability of improvement", "its interval")
            .numbers("effect", "seeds needed");
    for (Comparison.OfMethod method : block.methods()) {
      if (method.against() != null) {
        table.row(difference(method, method.against(), cells));
      }
    }
    return table.build(cells);
  }

  private static List<String> difference(
      Comparison.OfMethod method, PairedComparison against, TableCells cells) {
    return List.of(
        method.method(),
        "" + against.n(),
        against.divergedA() + " / " + against.divergedB(),
        "" + against.missing(),
        "" + against.unshared(),
        cells.signed(against.meanDifference()),
        cells.interval(against.t()),
        cells.interval(against.bca()),
        cells.p(against.wilcoxon().p()),
        cells.p(method.pHolm()),
        cells.cell(against.improvement().probability(), Numbers::share),
        cells.interval(against.improvement().interval(), Numbers::share),
        cells.number(against.effect()),
        seeds(method.seedsNeeded(), cells));
  }

  private static String seeds(@Nullable SeedsNeeded needed, TableCells cells) {
    if (needed == null) {
      return TableCells.NONE;
    }
    return needed.pairs() == null
        ? cells.undefined(String.valueOf(needed.reason()))
        : "%,d (%,d more)".formatted(needed.pairs(), needed.more());
  }

  private ReportTable choicesAndCosts() {
    TableCells cells = new TableCells();
    boolean chosen = block.methods().stream().anyMatch(m -> m.tried() > 1);
    ReportTable.Builder table =
        ReportTable.of("Settings and costs" + where).texts(comparison.compared());
    if (chosen) {
      table.texts("chosen").numbers("tried", "validation rows");
    }
    table
        .numbers("seconds a run" + cells.noted(SHARE), "runs a group", "samples/s", "memory")
        .numbers("parameters")
        .texts("on the front" + cells.noted(FRONT));
    for (Comparison.OfMethod method : block.methods()) {
      List<String> row = new ArrayList<>(List.of(method.method()));
      if (chosen) {
        row.add(choice(method, cells));
        row.add("" + method.tried());
        row.add(rows(method.validationRows(), cells));
      }
      row.addAll(costs(method, cells));
      table.row(row);
    }
    return table.build(cells);
  }

  private static String rows(@Nullable Integer rows, TableCells cells) {
    return rows == null
        ? cells.undefined("not chosen by validation rows, or these were not counted")
        : Numbers.whole(rows);
  }

  private static String choice(Comparison.OfMethod method, TableCells cells) {
    Map<String, String> chosen = method.chosen();
    if (chosen == null) {
      return cells.undefined(
          method.counts().pending() > 0
              ? "no candidate has a result to be chosen by yet"
              : "no candidate has a result to be chosen by");
    }
    StringBuilder text = new StringBuilder(Phrases.settings(chosen));
    method.edges().forEach(edge -> text.append(cells.noted(edge)));
    return text.toString();
  }

  private static List<String> costs(Comparison.OfMethod method, TableCells cells) {
    Comparison.Costs costs = method.costs();
    Estimate memory = costs.memoryBytes();
    return List.of(
        cells.number(costs.seconds()),
        costs.width() == null ? cells.undefined("not begun") : "" + costs.width(),
        cells.cell(costs.samplesPerSecond(), Numbers::whole),
        cells.cell(memory, Numbers::bytes),
        cells.cell(costs.parameters(), Numbers::whole),
        method.onFront() ? "yes" : "no");
  }
}
