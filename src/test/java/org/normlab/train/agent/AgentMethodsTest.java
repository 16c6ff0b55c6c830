package org.normlab.train.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.normlab.control.Dqn;
import org.normlab.norm.Normalization;
import org.normlab.setting.Problem;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Small;
import org.normlab.train.TrainingSpec;
import org.normlab.train.device.FusedRunsTest;
import org.normlab.wire.JobJson;
import org.normlab.wire.json.Faults;
import org.normlab.wire.json.Parser;
import org.normlab.wire.json.UnreadableJson;
import org.normlab.wire.shape.JsonPosition;
import org.normlab.wire.shape.RecordShape;

/**
 * Every normalization method under an agent: fused runs are the separate ones and no loss is lost,
 * or a job is refused.
 */
class AgentMethodsTest {
  /** Follow the norms of epochs, or data from site to site. */
  private static final Set<String> NOWHERE = Set.of("kalman", "norm-matched-rate");

  /** Need sites of images alone, or residual branches. */
  private static final Set<String> WITHOUT_DENSE_LAYERS =
      Set.of(
          "instance",
          "filter-response",
          "evonorm-s0",
          "evonorm-b0",
          "switchable",
          "rezero",
          "fixup");

  /** A network and what it sees; the last is tried with what the others cannot have. */
  enum Tried {
    MLP(SmallAgents.CARTPOLE, SmallAgents.MLP),
    CONVNET(SmallAgents.BREAKOUT, SmallAgents.CONVNET),
    RESNET(SmallAgents.BREAKOUT, Small.RESNET);

    private final String environment;
    private final String network;

    Tried(String environment, String network) {
      this.environment = environment;
      this.network = network;
    }

    Set<String> refused() {
      Set<String> refused = new TreeSet<>(NOWHERE);
      if (this != RESNET) {
        refused.addAll(WITHOUT_DENSE_LAYERS);
      }
      return refused;
    }

    boolean tries(String type) {
      return !refused().contains(type) && (this != RESNET || WITHOUT_DENSE_LAYERS.contains(type));
    }
  }

  private static final Dqn AGENT =
      SmallAgents.read(
          "\"type\":\"dqn\",\"learningStarts\":12,\"double\":true,\"epsilon\":{\"end\":1}");

  private static final long[] SEEDS = {3, 5};
  private static final int SWEEPS = 7;

  private static Torch torch;

  @BeforeAll
  static void open() {
    torch = Torch.open("cpu", 1);
  }

  @AfterAll
  static void close() {
    torch.close();
  }

  /** A training, read as a job with all its rules. */
  public record Described(TrainingSpec training) {}

  private static List<Problem> problems(Tried tried, String method) {
    String job =
        """
        {"environment":{"name":"%s"},"architecture":%s,"normalization":%s}
        """
            .formatted(tried.environment, tried.network, method);
    Faults faults = new Faults();
    try {
      RecordShape.of(Described.class).read(Parser.parse(job), JsonPosition.root(faults));
      return faults.all();
    } catch (UnreadableJson e) {
      throw new AssertionError(job, e);
    }
  }

  private static Stream<String> types() {
    return JobJson.variants(Normalization.class).stream().map(JobJson.Variant::type);
  }

  static Stream<Arguments> defined() {
    return Stream.of(Tried.values())
        .flatMap(tried -> types().filter(tried::tries).map(type -> Arguments.of(tried, type)));
  }

  @ParameterizedTest
  @EnumSource
  void jobsAreRefusedWhereAMethodIsNotDefined(Tried tried) {
    Map<String, List<Problem>> faults = new TreeMap<>();
    types().forEach(type -> faults.put(type, problems(tried, FusedRunsTest.method(type))));
    assertThat(faults.values().stream().flatMap(List::stream))
        .extracting(Problem::pointer)
        .allMatch(pointer -> pointer.startsWith("/normalization"));
    assertThat(faults.entrySet().stream().filter(one -> !one.getValue().isEmpty()))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(tried.refused());
  }

  @Test
  void everyMethodIsTriedOrRefused() {
    Set<Object> all = new TreeSet<>(NOWHERE);
    defined().forEach(pair -> all.add(pair.get()[1]));
    assertThat(all).containsExactlyInAnyOrderElementsOf(types().toList());
  }

  @ParameterizedTest
  @MethodSource("defined")
  void fusedRunsAreTheSeparate(Tried tried, String type) {
    List<float[]> together = losses(tried, FusedRunsTest.method(type), SEEDS);
    List<float[]> alone = losses(tried, FusedRunsTest.method(type), SEEDS[1]);
    assertThat(together).hasSize(3).hasSameSizeAs(alone);
    for (int i = 0; i < alone.size(); i++) {
      float[] own = alone.get(i);
      for (int k = 0; k < own.length; k++) {
        assertThat(together.get(i)[2 * k]).isFinite();
        assertThat((double) together.get(i)[2 * k + 1])
            .as("sweep %d", i)
            .isFinite()
            .isCloseTo(own[k], Offset.offset(1e-3 * Math.abs(own[k]) + 1e-6));
      }
    }
  }

  private static List<float[]> losses(Tried tried, String method, long... seeds) {
    List<float[]> losses = new ArrayList<>();
    ControlSpec spec =
        SmallAgents.spec(tried.environment, tried.network, AGENT, method, SmallAgents.SGD, seeds);
    try (AgentLoop loop = SmallAgents.loop(spec, torch)) {
      for (int i = 0; i < SWEEPS; i++) {
        long before = loop.updates();
        loop.sweep();
        if (loop.updates() > before) {
          losses.add(loop.losses());
        }
      }
    }
    return losses;
  }
}
