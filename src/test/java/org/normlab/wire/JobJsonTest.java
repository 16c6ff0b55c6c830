package org.normlab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.net.Architecture;
import org.normlab.setting.Problem;
import org.normlab.wire.SpecCases.SpecCase;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.UnreadableJson;

class JobJsonTest {
  private static final String REQUIRED =
      "\"architecture\":{\"type\":\"mlp\"},\"normalization\":{\"type\":\"batch\"},"
          + "\"data\":{\"name\":\"digits\"}";

  static Stream<Named<SpecCase>> good() {
    return SpecCases.of("good");
  }

  static Stream<Named<SpecCase>> bad() {
    return SpecCases.of("bad");
  }

  static Stream<Named<SpecCase>> unreadable() {
    return SpecCases.of("unreadable");
  }

  @ParameterizedTest
  @MethodSource("good")
  void readsWhatItWrote(SpecCase good) throws Exception {
    JobJson.Read read = JobJson.read(good.json());

    assertThat(read.problems()).isEmpty();
    String canonical = JobJson.write(Objects.requireNonNull(read.job()));
    assertThat(JobJson.trusted(canonical)).isEqualTo(read.job());
    assertThat(JobJson.write(JobJson.trusted(canonical))).isEqualTo(canonical);
    if (good.entry().get("full") instanceof String full) {
      assertThat(canonical).isEqualTo(full.replace(", \"", ",\""));
    }
    if (good.entry().get("writes") instanceof String part) {
      assertThat(canonical).contains(part);
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void reportsEveryFaultAndNoOther(SpecCase bad) throws Exception {
    JobJson.Read read = JobJson.read(bad.json());

    assertThat(read.job()).isNull();
    Map<String, String> found =
        read.problems().stream().collect(Collectors.toMap(Problem::pointer, Problem::detail));
    assertThat(found).containsOnlyKeys(bad.faults().keySet());
    bad.faults().forEach((pointer, part) -> assertThat(found.get(pointer)).contains(part));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void saysWhereTheTextStopsBeingJson(SpecCase unreadable) {
    UnreadableJson fault =
        catchThrowableOfType(UnreadableJson.class, () -> JobJson.read(unreadable.json()));

    assertThat(fault).isNotNull();
    assertThat(fault.line()).isEqualTo(unreadable.entry().get("line"));
    assertThat(fault.column()).isPositive();
    assertThat(fault.getMessage()).isNotBlank();
  }

  @Test
  void aNetworkMayHaveDefaultsOfItsOwnForOtherSettings() throws Exception {
    String optimizer = "\"optimizer\":{\"type\":\"sgd\"";
    for (String own : List.of("transformer", "vit")) {
      assertThat(canonical(own, ""))
          .contains("\"type\":\"adamw\"", "\"weightDecay\":0.1", "\"warmup\":0.05");
    }
    assertThat(canonical("transformer", "," + optimizer + "}")).contains(optimizer);
    assertThat(canonical("lstm", "")).contains(optimizer);
  }

  @Test
  void aNetworksOwnDefaultsStandInItsDescription() throws Exception {
    for (JobJson.Variant network : JobJson.variants(Architecture.class)) {
      String written = canonical(network.type(), "");
      String optimizer = written.contains("\"type\":\"adamw\"") ? "adamw" : "sgd";
      assertThat(network.schema().get("description").asString().contains("\"adamw\""))
          .as(network.type())
          .isEqualTo(optimizer.equals("adamw"));
    }
  }

  private static String canonical(String architecture, String more) throws UnreadableJson {
    JobJson.Read read = JobJson.read("{" + REQUIRED.replace("mlp", architecture) + more + "}");
    return JobJson.write(Objects.requireNonNull(read.job()));
  }

  @Test
  void aStoredJobIsReadWhateverRuleCameLater() throws Exception {
    String job = "{" + REQUIRED + ",\"microBatch\":100}";
    assertThat(JobJson.read(job).problems()).isNotEmpty();
    assertThat(JobJson.trusted(job).training().microBatch()).isEqualTo(100);
    assertThatThrownBy(() -> JobJson.trusted("{" + REQUIRED + ",\"epochs\":-1}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesBottomlessNesting() {
    String deep = "{\"a\":".repeat(100_000);
    assertThatThrownBy(() -> JobJson.read(deep)).isInstanceOf(UnreadableJson.class);
  }

  @Test
  void refusesEndlessNumbers() {
    String job = "{" + REQUIRED + ",\"epochs\":" + "9".repeat(100_000) + "}";
    assertThatThrownBy(() -> JobJson.read(job)).isInstanceOf(UnreadableJson.class);
  }

  @Test
  void tenThousandSeedsAreOneFault() throws Exception {
    String seeds =
        IntStream.range(0, 10_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
    List<Problem> problems =
        JobJson.read("{" + REQUIRED + ",\"seeds\":[" + seeds + "]}").problems();
    assertThat(problems)
        .singleElement()
        .satisfies(p -> assertThat(p.pointer()).isEqualTo("/seeds"))
        .satisfies(p -> assertThat(p.detail()).contains("received a list of 10000"));
  }

  @Test
  void countsFaultsBeyondABound() throws Exception {
    String fields =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"x" + i + "\":1")
            .collect(Collectors.joining(","));
    List<Problem> problems = JobJson.read("{" + fields + "}").problems();
    assertThat(problems).hasSize(Faults.MAX_LISTED + 1);
    assertThat(problems.getLast().detail()).isEqualTo("9803 further faults are not listed");
  }

  @Test
  void furtherChecksIgnoreStandIns() throws Exception {
    JobJson.Read read =
        JobJson.read("{" + REQUIRED + ",\"epochs\":-1}")
            .checked(
                job ->
                    List.of(
                        new Problem("/epochs", "already faulty"),
                        new Problem("/data", "epochs " + Supervised.training(job).epochs()),
                        new Problem("/batchSize", "too large")));
    assertThat(read.problems())
        .extracting(Problem::pointer)
        .containsExactly("/epochs", "/batchSize");
  }
}
