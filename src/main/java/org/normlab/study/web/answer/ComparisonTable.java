package org.normlab.study.web.answer;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normlab.metric.Metrics;
import org.normlab.run.table.Column;
import org.normlab.run.table.Sheet;
import org.normlab.run.table.Table;
import org.normlab.run.web.ColumnReaders;
import org.normlab.statistics.PairedComparison;
import org.normlab.study.answer.Comparison;

/** A comparison as a table: a row a block and method, with all figures but those of single runs. */
final class ComparisonTable implements Table {
  private final Comparison comparison;
  private final ColumnReaders<Row> cells = new ColumnReaders<>();

  private record Row(Comparison.InBlock block, Comparison.OfMethod method) {
    /** A figure of the comparison with the baseline, which the baseline itself has not. */
    <T> @Nullable T against(Function<PairedComparison, @Nullable T> figure) {
      PairedComparison against = method.against();
      return against == null ? null : figure.apply(against);
    }
  }

  ComparisonTable(Comparison comparison) {
    this.comparison = comparison;
    place();
    counts();
    summary();
    against();
    costs();
  }

  private void place() {
    Set<String> axes = new LinkedHashSet<>();
    Set<String> over = new LinkedHashSet<>();
    for (Comparison.InBlock block : comparison.blocks()) {
      axes.addAll(block.coordinates().keySet());
      block.methods().stream()
          .map(Comparison.OfMethod::chosen)
          .forEach(chosen -> over.addAll(chosen == null ? Set.of() : chosen.keySet()));
    }
    for (String axis : axes) {
      cells.text("block." + axis, row -> row.block().coordinates().get(axis));
    }
    cells
        .text("compared", _ -> comparison.compared())
        .text("method", row -> row.method().method())
        .text("metric", _ -> comparison.metric())
        .text("baseline", _ -> comparison.baseline())
        .number("level", _ -> comparison.level());
    for (String axis : over) {
      cells.text("chosen." + axis, row -> label(row.method().chosen(), axis));
    }
    cells
        .whole("tried", row -> row.method().tried())
        .whole(Metrics.VALIDATION_ROWS.name(), row -> row.method().validationRows())
        .text("edges", row -> String.join("; ", row.method().edges()));
  }

  private static @Nullable String label(@Nullable Map<String, String> chosen, String axis) {
    return chosen == null ? null : chosen.get(axis);
  }

  private void counts() {
    cells
        .whole("runs", row -> row.method().counts().runs())
        .whole("completed", row -> row.method().counts().completed())
        .whole("stoppedEarly", row -> row.method().counts().stoppedEarly())
        .whole("diverged", row -> row.method().counts().diverged())
        .whole("failed", row -> row.method().counts().failed())
        .whole("cancelled", row -> row.method().counts().cancelled())
        .whole("pending", row -> row.method().counts().pending());
  }

  private void summary() {
    cells
        .whole("n", row -> row.method().summary().n())
        .figure("mean", row -> row.method().summary().mean())
        .figure("sd", row -> row.method().summary().sd())
        .figure("median", row -> row.method().summary().median())
        .figure("iqm", row -> row.method().summary().iqm())
        .figure("min", row -> row.method().summary().min())
        .figure("max", row -> row.method().summary().max())
        .interval("t", row -> row.method().summary().t())
        .interval("bca", row -> row.method().summary().bca());
  }

  private void against() {
    cells
        .whole("pairs", row -> row.against(PairedComparison::n))
        .whole("pairsRanked", row -> row.against(PairedComparison::ranked))
        .whole("pairsMethodDiverged", row -> row.against(PairedComparison::divergedA))
        .whole("pairsBaselineDiverged", row -> row.against(PairedComparison::divergedB))
        .whole("pairsMissing", row -> row.against(PairedComparison::missing))
        .whole("seedsUnshared", row -> row.against(PairedComparison::unshared))
        .figure("difference", row -> row.against(PairedComparison::meanDifference))
        .figure("differenceSd", row -> row.against(PairedComparison::sd))
        .interval("differenceT", row -> row.against(PairedComparison::t))
        .interval("differenceBca", row -> row.against(PairedComparison::bca))
        .figure("effect", row -> row.against(PairedComparison::effect))
        .figure("p", row -> row.against(a -> a.wilcoxon().p()))
        .figure("pHolm", row -> row.method().pHolm())
        .text("conclusion", ComparisonTable::conclusion)
        .figure("improvement", row -> row.against(a -> a.improvement().probability()))
        .interval("improvement", row -> row.against(a -> a.improvement().interval()))
        .whole("seedsNeeded", row -> needed(row, false))
        .whole("seedsMore", row -> needed(row, true))
        .whole("seedsLeast", ComparisonTable::least);
  }

  private static @Nullable String conclusion(Row row) {
    var conclusion = row.method().conclusion();
    return conclusion == null ? null : conclusion.name();
  }

  private static @Nullable Integer least(Row row) {
    var needed = row.method().seedsNeeded();
    return needed == null ? null : needed.least();
  }

  private static @Nullable Integer needed(Row row, boolean more) {
    var needed = row.method().seedsNeeded();
    return needed == null ? null : more ? needed.more() : needed.pairs();
  }

  private void costs() {
    cells
        .figure(Metrics.SECONDS.name(), row -> row.method().costs().seconds())
        .figure(Metrics.SAMPLES_PER_SECOND.name(), row -> row.method().costs().samplesPerSecond())
        .figure("parameters", row -> row.method().costs().parameters())
        .figure("memoryBytes", row -> row.method().costs().memoryBytes())
        .whole("width", row -> row.method().costs().width())
        .truth("onFront", row -> row.method().onFront());
  }

  @Override
  public List<Column> columns() {
    return cells.columns();
  }

  @Override
  public void writeTo(Sheet sheet) throws IOException {
    for (Comparison.InBlock block : comparison.blocks()) {
      for (Comparison.OfMethod method : block.methods()) {
        sheet.row(cells.of(new Row(block, method)));
      }
    }
  }
}
