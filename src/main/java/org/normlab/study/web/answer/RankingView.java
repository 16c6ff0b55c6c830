package org.normlab.study.web.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.normlab.run.web.FigureView;
import org.normlab.statistics.Direction;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.rank.CriticalDifference;
import org.normlab.statistics.rank.Friedman;
import org.normlab.statistics.rank.Nemenyi;
import org.normlab.statistics.rank.Ranks;
import org.normlab.study.answer.Ranking;

/** A ranking as the API shows it. */
@Schema(name = "Ranking", description = "Methods ranked over blocks, such as data sets.")
record RankingView(
    String metric,
    Direction better,
    String compared,
    double alpha,
    @Schema(description = "The blocks, ranked ones and those left out, each label by axis.")
        List<Map<String, String>> blocks,
    RanksView ranks,
    @Schema(description = "The ranks of each method over the blocks.")
        List<SummaryView> rankSummaries,
    FriedmanView friedman,
    NemenyiView nemenyi,
    @Schema(description = "Groups whose average ranks do not differ by the critical difference.")
        GroupsView byNemenyi,
    @Schema(description = "Groups that pairwise tests with Holm's correction do not tell apart.")
        GroupsView byWilcoxon) {

  /** Ranks of methods. */
  @Schema(name = "Ranks", description = "The rank of each method on each data set; 1 is best.")
  record RanksView(
      List<String> methods,
      @Schema(description = "The number of data sets that are ranked.") int dataSets,
      @Schema(description = "The number of data sets on which a method has no result.") int leftOut,
      @Schema(description = "The average rank of each method.") List<FigureView> average,
      @Schema(description = "The ranks by data set, then by method.") List<List<Double>> ranks) {
    static RanksView of(Ranks ranks) {
      return new RanksView(
          ranks.methods(),
          ranks.dataSets(),
          ranks.leftOut(),
          FigureView.of(ranks.average()),
          ranks.ranks());
    }
  }

  /** Friedman's test. */
  @Schema(
      name = "Friedman",
      description = "Friedman's test that all methods rank alike, and the F of Iman and Davenport.")
  record FriedmanView(
      int methods, int dataSets, FigureView chiSquare, FigureView p, FigureView f, FigureView fP) {
    static FriedmanView of(Friedman test) {
      return new FriedmanView(
          test.methods(),
          test.dataSets(),
          FigureView.of(test.chiSquare()),
          FigureView.of(test.p()),
          FigureView.of(test.f()),
          FigureView.of(test.fP()));
    }
  }

  /** Nemenyi's test. */
  @Schema(name = "Nemenyi", description = "Nemenyi's test of all pairs of methods.")
  record NemenyiView(double alpha, FigureView criticalDifference, List<List<FigureView>> p) {
    static NemenyiView of(Nemenyi test) {
      return new NemenyiView(
          test.alpha(), FigureView.of(test.criticalDifference()), matrix(test.p()));
    }
  }

  /** Groups of methods that do not differ. */
  @Schema(name = "RankGroups", description = "The largest groups of methods that do not differ.")
  record GroupsView(
      RanksView ranks,
      double alpha,
      @Schema(description = "The p value of each pair, corrected for the number of pairs.")
          List<List<FigureView>> p,
      @Schema(description = "The groups, methods as indices, best average rank first.")
          List<List<Integer>> groups) {
    static GroupsView of(CriticalDifference groups) {
      return new GroupsView(
          RanksView.of(groups.ranks()), groups.alpha(), matrix(groups.p()), groups.groups());
    }
  }

  private static List<List<FigureView>> matrix(List<List<Estimate>> figures) {
    return figures.stream().map(FigureView::of).toList();
  }

  static RankingView of(Ranking ranking) {
    return new RankingView(
        ranking.metric(),
        ranking.better(),
        ranking.compared(),
        ranking.alpha(),
        ranking.blocks(),
        RanksView.of(ranking.ranks()),
        ranking.rankSummaries().stream().map(SummaryView::of).toList(),
        FriedmanView.of(ranking.friedman()),
        NemenyiView.of(ranking.nemenyi()),
        GroupsView.of(ranking.byNemenyi()),
        GroupsView.of(ranking.byWilcoxon()));
  }
}
