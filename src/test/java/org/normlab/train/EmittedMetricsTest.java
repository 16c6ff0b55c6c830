package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.metric.Metric;
import org.normlab.metric.Metrics;
import org.normlab.setting.Setting;
import org.normlab.torch.program.Programs;
import org.normlab.train.agent.AgentTraining;
import org.normlab.train.loop.Training;

/** Trainings measure what the catalogue of metrics defines, and all of it. */
class EmittedMetricsTest {
  private static final String TRAINING =
      "\"architecture\":%s,\"normalization\":{\"type\":\"%s\"},\"batchSize\":64,\"epochs\":1,%s";
  private static final String MLP = "{\"type\":\"mlp\",\"hidden\":[8],\"activation\":\"%s\"}";
  private static final String PROBE = "\"probe\":{\"every\":1}";

  @TempDir private Path folder;
  private int trainings;

  private final Set<String> series = new TreeSet<>();
  private final Set<String> summaries = new TreeSet<>();

  private TrainingContext place() {
    return new TrainingContext(
        new DataHome(folder, false),
        folder.resolve("training-" + trainings++),
        1,
        List.of(),
        null,
        1,
        1,
        "cpu",
        Duration.ofDays(1),
        System::nanoTime);
  }

  private void train(String network, String method, String more, String data) throws Exception {
    Heard heard = new Heard();
    SupervisedSpec spec =
        Small.spec(
            TRAINING.formatted(network, method, "\"seeds\":[0]," + more),
            "{\"name\":\"digits\"" + data + "}");
    assertThat(Training.run(spec, place(), heard, () -> null)).isEqualTo(End.COMPLETED);
    add(heard);
  }

  /** Episodes are so short that some end in each window. */
  private void trainAgents() throws Exception {
    ControlSpec spec =
        Small.control(
            """
            {"environment": {"sequence": ["minatar/breakout"], "cycles": 2, "stepLimit": 10},
             "agent": {"type": "dqn", "replay": 160, "learningStarts": 32, "batchSize": 8},
             "stepsPerVisit": 320, "normalization": {"type": "none"},
             "architecture": {"type": "convnet", "channels": [4], "dense": 16, "padding": "none"},
             "probe": {"every": 320}}
            """);
    Heard heard = new Heard();
    try (Programs programs = new Programs()) {
      assertThat(AgentTraining.run(spec, place(), heard, () -> null, programs))
          .isEqualTo(End.COMPLETED);
    }
    add(heard);
  }

  private void add(Heard heard) {
    series.addAll(heard.metrics);
    heard.endings.values().forEach(ending -> summaries.addAll(ending.summary().keySet()));
  }

  @Test
  void theCatalogueDefinesWhatTrainingsMeasureAndNothingElse() throws Exception {
    train(MLP.formatted("relu"), "weight", PROBE, "");
    train(MLP.formatted("tanh"), "scale", PROBE, "");
    train(MLP.formatted("relu"), "batch", "\"precision\":\"float16\"", "");
    train(MLP.formatted("relu"), "batch", PROBE, ",\"relabelEvery\":5");
    trainAgents();
    assertThat(series).allMatch(defined(metric -> metric.appears().inSeries()));
    assertThat(summaries).allMatch(defined(metric -> metric.appears().inSummary()));
    assertThat(unmeasured(series, metric -> metric.appears().inSeries())).isEmpty();
    assertThat(unmeasured(summaries, metric -> metric.appears().inSummary())).isEmpty();
  }

  @Test
  void earlyStoppingWatchesMetricsThatHaveASeriesAndABetterEnd() {
    String[] watched =
        EarlyStopping.class.getRecordComponents()[0].getAnnotation(Setting.class).oneOf();
    assertThat(watched)
        .isNotEmpty()
        .allMatch(defined(metric -> metric.appears().inSeries() && metric.better() != null));
  }

  private static Predicate<String> defined(Predicate<Metric> where) {
    return name -> Metrics.find(name).filter(where).isPresent();
  }

  /** Returns the metrics of the catalogue of which no value was found there. */
  private static Set<String> unmeasured(Set<String> measured, Predicate<Metric> where) {
    Set<String> missing =
        Metrics.list().stream().filter(where).map(Metric::name).collect(Collectors.toSet());
    measured.forEach(name -> missing.remove(Metrics.find(name).orElseThrow().name()));
    return missing;
  }
}
