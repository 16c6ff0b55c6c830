package org.normlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EnvironmentMainTest {
  private record Ran(int code, String out, String err) {}

  private static Ran run(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = Arrays.asList(line.split(" "));
    int code = EnvironmentMain.run(words, new PrintStream(out), new PrintStream(err));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"breakout", "minatar/space-invaders", "cartpole"})
  void printsOneLineOfFigures(String name) {
    Ran ran = run(name + " --steps 20000 --warmup 100 --environments 4 --seed 3");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    JsonNode figures = JsonMapper.shared().readTree(ran.out());
    assertThat(figures.path("environment").asString()).endsWith(name);
    assertThat(figures.path("steps").asInt()).isEqualTo(20_000);
    assertThat(figures.path("envStepsPerSecond").asDouble()).isPositive();
    double played = figures.path("episodes").asInt() * figures.path("meanLength").asDouble();
    assertThat(played).isBetween(15_000.0, 21_000.0);
  }

  @Test
  void repeatsWhatItPlays() {
    String line = "seaquest --steps 5000 --warmup 0";
    JsonNode one = JsonMapper.shared().readTree(run(line).out());
    JsonNode other = JsonMapper.shared().readTree(run(line).out());
    assertThat(one.path("meanLength").asDouble()).isEqualTo(other.path("meanLength").asDouble());
    JsonNode seeded = JsonMapper.shared().readTree(run(line + " --seed 1").out());
    assertThat(seeded.path("meanLength").asDouble())
        .isNotEqualTo(one.path("meanLength").asDouble());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--steps 5 | the name of an environment comes first",
        "brekout | NAME must be one of",
        "breakout --steps | wants a value",
        "breakout --steps 0 | whole number from 1",
        "breakout --environments 70000 | whole number from 1 to 65536",
        "breakout --colour red | unknown option --colour"
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
    assertThat(ran.out()).contains("minatar/breakout", "cartpole");
  }
}
