package org.normlab.run.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.job.life.Store;
import org.normlab.run.table.SearchOf;

class RunSearchTest {
  private static final Map<Store.Kind, RunSearch> SEARCHES = new EnumMap<>(Store.Kind.class);

  private static synchronized RunSearch search(Store.Kind kind) throws Exception {
    if (!SEARCHES.containsKey(kind)) {
      Store store = Store.fresh(kind);
      SampleRuns.store(store);
      SampleRuns.studies(store, "first");
      SEARCHES.put(kind, SearchOf.runs(store));
    }
    return SEARCHES.get(kind);
  }

  /** Runs as {@code name/number}, in order. */
  private static List<String> found(Store.Kind kind, String filter, String orderBy)
      throws Exception {
    return search(kind).page(RunQuery.of(filter, orderBy), 100, null).orElseThrow().runs().stream()
        .map(RunSearchTest::label)
        .toList();
  }

  private static String label(FoundRun run) {
    return (run.name() == null ? "group" : run.name().split(" ", 2)[0]) + "/" + run.number();
  }

  @ParameterizedTest
  @EnumSource
  void aClauseFindsWhatItSays(Store.Kind kind) throws Exception {
    Map<String, List<String>> expected =
        Map.ofEntries(
            Map.entry("metrics.\"test.accuracy\" >= 0.9", List.of("second/3", "first/0")),
            Map.entry("metrics.test.accuracy != 0.9", List.of("second/3", "second/0")),
            Map.entry("params.normalization.type = 'batch'", List.of("first/1", "first/0")),
            Map.entry("params.batchSize < 100 AND seed = 5", List.of("second/3", "second/1")),
            Map.entry("params.batchSize = '32' AND run = 0", List.of("second/0")),
            Map.entry("params.batchSize != '32.0' AND run = 0", List.of("group/0", "first/0")),
            Map.entry("params.labelSmoothing = '.1'", List.of("group/1", "group/0")),
            Map.entry(
                "params.architecture.hidden LIKE '[64,%' AND run=1 AND name ILIKE 'FI%'",
                List.of("first/1")),
            Map.entry("params.nothing != 'x'", List.of()),
            Map.entry("params.earlyStopping.metric != 'x'", List.of()),
            Map.entry("learningRate = 1e-4", List.of("second/3", "second/2")),
            Map.entry("params.learningRate = '0.0001' AND seed > 3", List.of("second/3")),
            Map.entry(
                "tags.paper = 'kn' AND tags.`a/b` LIKE '%,\"_'", List.of("first/1", "first/0")),
            Map.entry("tags.paper ILIKE 'LN' AND run < 1", List.of("second/0")),
            Map.entry("tags.paper LIKE 'ln'", List.of()),
            Map.entry("tags.paper != 'kn' AND run = 2", List.of("second/2")),
            Map.entry("name LIKE '%50\\%'", List.of()),
            Map.entry("name LIKE '%50%' AND run = 2", List.of("second/2")),
            Map.entry("outcome = 'diverged'", List.of("first/1")),
            Map.entry(
                "outcome != 'DIVERGED'",
                List.of("second/3", "second/2", "second/1", "second/0", "first/0")),
            Map.entry(
                "state IN ('QUEUED', 'succeeded')",
                List.of("group/1", "group/0", "first/1", "first/0")),
            Map.entry(
                "name NOT IN ('first')", List.of("second/3", "second/2", "second/1", "second/0")),
            Map.entry("step > 40", List.of("second/3", "first/1")),
            Map.entry("ended > '2020-01-01' AND run = 1", List.of("second/1", "first/1")),
            Map.entry("created < 0", List.of()));
    for (Map.Entry<String, List<String>> one : expected.entrySet()) {
      assertThat(found(kind, one.getKey(), "")).as(one.getKey()).isEqualTo(one.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsOfAStudy(Store.Kind kind) throws Exception {
    String one = SampleRuns.STUDY;
    String other = SampleRuns.OTHER_STUDY;
    List<String> first = List.of("first/1", "first/0");
    List<String> group = List.of("group/1", "group/0");
    assertThat(found(kind, "study = '" + one + "'", "")).isEqualTo(first);
    assertThat(found(kind, "attributes.study = '" + one + "' AND run = 1", ""))
        .containsExactly("first/1");
    // The second job is of none, so neither clause holds for it.
    assertThat(found(kind, "study != '" + one + "'", "")).isEqualTo(group);
    assertThat(found(kind, "study NOT IN ('" + other + "', 'x')", "")).isEqualTo(first);
    assertThat(found(kind, "study IN ('" + one + "', '" + other + "')", ""))
        .containsExactly("group/1", "group/0", "first/1", "first/0");
    assertThat(found(kind, "study = 'x'", "")).isEmpty();
    assertThat(found(kind, "run = 0", "study DESC"))
        .containsExactly("group/0", "first/0", "second/0");
    assertThat(search(kind).page(RunQuery.of("run = 0", "study"), 9, null).orElseThrow().runs())
        .extracting(FoundRun::study)
        .containsExactly(one, other, null);
  }

  @ParameterizedTest
  @EnumSource
  void mlflowsNamesMeanTheSame(Store.Kind kind) throws Exception {
    for (String[] pair :
        new String[][] {
          {"attributes.status = 'SUCCEEDED'", "state = 'SUCCEEDED'"},
          {"run_name LIKE 'fi%'", "name LIKE 'fi%'"},
          {"attributes.start_time > 0", "started > 0"},
          {"end_time > '2020-01-01'", "ended > '2020-01-01'"}
        }) {
      assertThat(found(kind, pair[0], "")).isNotEmpty().isEqualTo(found(kind, pair[1], ""));
    }
    assertThat(found(kind, "", "start_time DESC")).isEqualTo(found(kind, "", "started DESC"));
  }

  @ParameterizedTest
  @EnumSource
  void whatARunLacksComesLast(Store.Kind kind) throws Exception {
    String accuracy = "metrics.\"test.accuracy\"";
    String known = accuracy + " > 0";
    List<String> up = List.of("second/0", "first/0", "second/3");
    assertThat(found(kind, known, accuracy)).isEqualTo(up);
    assertThat(found(kind, known, accuracy + " DESC")).isEqualTo(up.reversed());
    assertThat(found(kind, "", accuracy + " desc").subList(0, 4))
        .containsExactly("second/3", "first/0", "second/0", "group/1");
    assertThat(found(kind, "", accuracy).subList(0, 4))
        .containsExactly("second/0", "first/0", "second/3", "group/1");
    assertThat(found(kind, "run = 0", "params.batchSize, name desc"))
        .containsExactly("second/0", "first/0", "group/0");
  }

  @ParameterizedTest
  @EnumSource
  void pagesTogetherAreTheWhole(Store.Kind kind) throws Exception {
    for (String orderBy :
        List.of(
            "",
            "metrics.seconds",
            "metrics.seconds DESC, learningRate",
            "tags.paper, seed DESC",
            "params.architecture.hidden, params.batchSize",
            "ended DESC, name",
            "outcome, created",
            "study, run",
            "step",
            "job, run")) {
      List<String> whole = found(kind, "", orderBy);
      assertThat(whole).hasSize(8).doesNotHaveDuplicates();
      for (int limit : List.of(1, 3, 8)) {
        assertThat(paged(search(kind), orderBy, limit)).as(orderBy).isEqualTo(whole);
      }
    }
  }

  private static List<String> paged(RunSearch search, String orderBy, int limit) {
    List<String> all = new ArrayList<>();
    String cursor = null;
    do {
      RunSearch.Page page = search.page(RunQuery.of("", orderBy), limit, cursor).orElseThrow();
      assertThat(page.runs()).hasSizeBetween(1, limit);
      page.runs().forEach(run -> all.add(label(run)));
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }

  @Test
  void aCursorBelongsToItsOrder() throws Exception {
    RunSearch search = search(Store.Kind.H2);
    String cursor = search.page(RunQuery.of("", "seed"), 1, null).orElseThrow().nextCursor();
    assertThat(search.page(RunQuery.of("", "seed"), 1, cursor)).isPresent();
    for (String other : List.of("seed DESC", "name", "")) {
      assertThat(search.page(RunQuery.of("", other), 1, cursor)).isEmpty();
    }
    for (String none : List.of("x", "W10", "bnVsbA", "%", cursor.substring(4), "[".repeat(9000))) {
      assertThat(search.page(RunQuery.of("", "seed"), 1, none)).as(none).isEmpty();
    }
  }

  /** Both databases find the same, whatever is asked. */
  @Test
  void bothDatabasesAgree() throws Exception {
    Random random = new Random(3);
    int found = 0;
    for (int i = 0; i < 600; i++) {
      String filter = String.join(" AND ", Filters.clauses(random));
      List<String> runs = found(Store.Kind.H2, filter, "seed, name");
      assertThat(found(Store.Kind.POSTGRESQL, filter, "seed, name")).as(filter).isEqualTo(runs);
      assertThat(found(Store.Kind.H2, filter, ""))
          .as(filter)
          .isEqualTo(found(Store.Kind.POSTGRESQL, filter, ""));
      found += runs.isEmpty() ? 0 : 1;
    }
    assertThat(found).as("filters that find something").isGreaterThan(30);
  }
}
