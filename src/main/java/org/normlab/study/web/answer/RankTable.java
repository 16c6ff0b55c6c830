package org.normlab.study.web.answer;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normlab.run.table.Column;
import org.normlab.run.table.Sheet;
import org.normlab.run.table.Table;
import org.normlab.run.web.ColumnReaders;
import org.normlab.statistics.Summary;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.study.answer.Ranking;

/**
 * A ranking as a table: a row a method, with its p against each other one. What is of all methods,
 * such as Friedman's test, stands in every row.
 */
final class RankTable implements Table {
  private final Ranking ranking;
  private final ColumnReaders<Integer> cells = new ColumnReaders<>();

  RankTable(Ranking ranking) {
    this.ranking = ranking;
    cells
        .text("compared", _ -> ranking.compared())
        .text("method", method -> ranking.ranks().methods().get(method))
        .text("metric", _ -> ranking.metric())
        .whole("blocksRanked", _ -> ranking.ranks().dataSets())
        .whole("blocksLeftOut", _ -> ranking.ranks().leftOut())
        .figure("averageRank", method -> ranking.ranks().average().get(method))
        .figure("sd", method -> summary(method).sd())
        .figure("median", method -> summary(method).median())
        .figure("iqm", method -> summary(method).iqm())
        .figure("min", method -> summary(method).min())
        .figure("max", method -> summary(method).max())
        .interval("t", method -> summary(method).t())
        .interval("bca", method -> summary(method).bca())
        .whole("blocksFirst", this::first);
    ofAll();
    pairs("nemenyiP", "nemenyiGroups", ranking.byNemenyi());
    pairs("wilcoxonHolmP", "wilcoxonGroups", ranking.byWilcoxon());
  }

  private void ofAll() {
    cells
        .number("alpha", _ -> ranking.alpha())
        .figure("friedmanChiSquare", _ -> ranking.friedman().chiSquare())
        .figure("friedmanP", _ -> ranking.friedman().p())
        .figure("imanDavenportF", _ -> ranking.friedman().f())
        .figure("imanDavenportP", _ -> ranking.friedman().fP())
        .figure("criticalDifference", _ -> ranking.nemenyi().criticalDifference());
  }

  /** Groups are numbered from 1; a method that differs from every other is in none. */
  private void pairs(String p, String groups, CriticalDifference by) {
    cells.text(
        groups,
        method ->
            IntStream.range(0, by.groups().size())
                .filter(group -> by.groups().get(group).contains(method))
                .mapToObj(group -> "" + (group + 1))
                .collect(Collectors.joining(" ")));
    List<String> methods = ranking.ranks().methods();
    for (int other = 0; other < methods.size(); other++) {
      int column = other;
      cells.figure(
          p + "." + methods.get(other),
          method -> by.p().isEmpty() ? null : by.p().get(method).get(column));
    }
  }

  private Summary summary(int method) {
    return ranking.rankSummaries().get(method);
  }

  /** Blocks in which no other method ranks above it. */
  private int first(int method) {
    return (int)
        ranking.ranks().ranks().stream()
            .filter(block -> block.stream().noneMatch(rank -> rank < block.get(method)))
            .count();
  }

  @Override
  public List<Column> columns() {
    return cells.columns();
  }

  @Override
  public void writeTo(Sheet sheet) throws IOException {
    for (int method = 0; method < ranking.ranks().methods().size(); method++) {
      sheet.row(cells.of(method));
    }
  }
}
