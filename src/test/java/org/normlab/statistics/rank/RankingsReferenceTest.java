package org.normlab.statistics.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.normlab.statistics.Reference.same;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.statistics.Direction;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Reference;
import org.normlab.statistics.Score;
import tools.jackson.databind.JsonNode;

/** Rankings, tests and groups over data sets of 60 tables against SciPy, and powers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RankingsReferenceTest {
  private static final double ALPHA = 0.05;
  private final JsonNode reference = Reference.read("rankings.json");
  private final JsonNode tables = reference.get("tables");

  @Test
  void allTablesAreThere() {
    assertThat(tables.size()).isEqualTo(60);
  }

  private Stream<Object[]> choice() {
    return IntStream.range(0, tables.size())
        .boxed()
        .flatMap(i -> Stream.of(DivergedPairs.values()).map(choice -> new Object[] {i, choice}));
  }

  @ParameterizedTest
  @MethodSource("choice")
  void ranksAndTestsOf(int i, DivergedPairs diverged) {
    JsonNode expected = tables.get(i).get(diverged.name());
    Ranks ranks = Ranks.of(methods(i), rows(i), better(i), diverged);
    assertThat(ranks.dataSets()).isEqualTo(expected.get("dataSets").asInt());
    assertThat(ranks.leftOut()).isEqualTo(expected.get("leftOut").asInt());
    Friedman friedman = Friedman.of(ranks);
    Nemenyi nemenyi = Nemenyi.of(ranks, ALPHA);
    if (ranks.dataSets() == 0) {
      assertThat(friedman.p().reason()).isNotBlank();
      assertThat(nemenyi.criticalDifference().reason()).isNotBlank();
      return;
    }
    for (int method = 0; method < ranks.methods().size(); method++) {
      same("rank", ranks.average().get(method), expected.get("average").get(method));
    }
    JsonNode four = expected.get("friedman");
    same("chi", friedman.chiSquare(), four.get(0));
    same("p", friedman.p(), four.get(1));
    same("f", friedman.f(), four.get(2));
    same("p of f", friedman.fP(), four.get(3));
    same("cd", nemenyi.criticalDifference(), expected.get("criticalDifference"));
    sameMatrix(nemenyi.p(), expected.get("nemenyi"));
  }

  @ParameterizedTest
  @MethodSource("choice")
  void groupsOf(int i, DivergedPairs diverged) {
    JsonNode expected = tables.get(i).get(diverged.name());
    Ranks ranks = Ranks.of(methods(i), rows(i), better(i), diverged);
    CriticalDifference nemenyi = CriticalDifference.byNemenyi(ranks, ALPHA);
    CriticalDifference holm =
        CriticalDifference.byWilcoxon(methods(i), rows(i), better(i), diverged, ALPHA);
    if (ranks.dataSets() == 0) {
      assertThat(nemenyi.groups()).isEmpty();
      assertThat(holm.groups()).isEmpty();
      return;
    }
    sameMatrix(holm.p(), expected.get("holm"));
    sameGroups(nemenyi, expected.get("nemenyiGroups"));
    sameGroups(holm, expected.get("holmGroups"));
  }

  @ParameterizedTest
  @MethodSource("choice")
  void spearmanOf(int i, DivergedPairs ignored) {
    JsonNode expected = tables.get(i).get("spearman");
    Spearman spearman = Spearman.of(numbers(expected.get("x")), numbers(expected.get("y")));
    same("rho", spearman.rho(), expected.get("rho"));
    same("p", spearman.p(), expected.get("p"));
  }

  private static void sameMatrix(List<List<Estimate>> p, JsonNode expected) {
    assertThat(p).hasSize(expected.size());
    for (int a = 0; a < p.size(); a++) {
      for (int b = 0; b < p.size(); b++) {
        same("p of %d and %d".formatted(a, b), p.get(a).get(b), expected.get(a).get(b));
      }
    }
  }

  private static void sameGroups(CriticalDifference diagram, JsonNode expected) {
    List<List<Integer>> sorted =
        diagram.groups().stream().map(group -> group.stream().sorted().toList()).toList();
    List<List<Integer>> groups =
        expected.values().stream()
            .map(group -> group.values().stream().map(JsonNode::asInt).toList())
            .toList();
    assertThat(sorted).containsExactlyInAnyOrderElementsOf(groups);
    for (List<Integer> group : diagram.groups()) {
      assertThat(group)
          .isSortedAccordingTo(
              (a, b) ->
                  Double.compare(
                      diagram.ranks().average().get(a).asOptional().orElseThrow(),
                      diagram.ranks().average().get(b).asOptional().orElseThrow()));
    }
  }

  private List<String> methods(int i) {
    return IntStream.range(0, tables.get(i).get("rows").get(0).size())
        .mapToObj(k -> "m" + k)
        .toList();
  }

  private List<List<Score>> rows(int i) {
    return tables.get(i).get("rows").values().stream().map(Reference::scores).toList();
  }

  private Direction better(int i) {
    return Direction.valueOf(tables.get(i).get("better").asString());
  }

  private static List<Double> numbers(JsonNode array) {
    return array.values().stream().map(JsonNode::asDouble).toList();
  }
}
