package org.normlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentMainTest {
  private record Ran(int code, String out, String err) {}

  private static Ran run(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = Arrays.asList(line.split(" "));
    int code = AgentMain.run(words, new PrintStream(out), new PrintStream(err));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"breakout, layer", "cartpole, none"})
  void printsTheKeysOfThePeer(String environment, String norm) {
    Ran ran =
        run(
            environment
                + " dqn --seeds 2 --steps 400 --warmup 1200 --environments 4 --replay 2000 --norm "
                + norm);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    JsonNode figures = JsonMapper.shared().readTree(ran.out());
    assertThat(figures.path("norm").asString()).isEqualTo(norm);
    assertThat(figures.path("seeds").asInt()).isEqualTo(2);
    double updates = figures.path("updatesPerSecond").asDouble();
    assertThat(updates).isPositive();
    assertThat(figures.path("samplesPerSecond").asDouble() / updates).isCloseTo(32, within(0.5));
    // Two seeds take 400 steps each, and learn once in four of them.
    assertThat(figures.path("envStepsPerSecond").asDouble() / updates).isCloseTo(4, within(0.2));
  }

  @Test
  void timesAPolicy() {
    Ran ran =
        run(
            "cartpole ppo --seeds 2 --steps 400 --warmup 100 --environments 4 --rollout 10"
                + " --epochs 2");
    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode figures = JsonMapper.shared().readTree(ran.out());
    assertThat(figures.path("agent").asString()).isEqualTo("ppo");
    assertThat(figures.path("batch").asInt()).isEqualTo(10);
    double updates = figures.path("updatesPerSecond").asDouble();
    // Eight updates of each seed in 40 of its steps.
    assertThat(figures.path("envStepsPerSecond").asDouble() / updates).isCloseTo(5, within(0.2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "breakout --steps 5 | an environment and an agent come first",
        "brekout dqn | ENVIRONMENT must be one of",
        "breakout sac | AGENT must be dqn or ppo; received sac",
        "breakout ppo --replay 2000 | unknown option --replay",
        "cartpole dqn --rollout 8 | unknown option --rollout",
        "cartpole ppo --minibatches 3 | minibatches must divide the 2,048 steps",
        "breakout dqn --steps | wants a value",
        "breakout dqn --steps 0 | whole number from 1",
        "breakout dqn --replay 1001 | --replay wants a multiple of --environments, 16",
        "breakout dqn --device tpu | --device wants cpu or gpu:n; received tpu",
        "breakout dqn --colour red | unknown option --colour"
      })
  void aMistakeIsOneSentence(String line, String sentence) {
    Ran ran = run(line);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).singleElement().asString().contains(sentence);
  }

  @Test
  void helpNamesTheEnvironments() {
    Ran ran = run("--help");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("minatar/breakout", "cartpole", "--replay");
  }
}
