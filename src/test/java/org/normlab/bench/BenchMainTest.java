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

class BenchMainTest {
  private record Ran(int code, String out, String err) {}

  private static Ran run(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = Arrays.asList(line.split(" "));
    int code = BenchMain.run(words, new PrintStream(out), new PrintStream(err));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlp64 batch --batch 16 --seeds 3 --style tuned",
        "convnet group --batch 2 --seeds 2 --fuse 1",
        "mlp64 l1-batch --batch 16 --precision float16-all"
      })
  void printsOneLineWithTheKeysOfItsPeers(String line) {
    Ran ran = run(line + " --warmup 1 --steps 4 --threads 1 --device cpu");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    JsonNode figures = JsonMapper.shared().readTree(ran.out());
    assertThat(figures.propertyNames())
        .contains("peer", "net", "norm", "batch", "threads", "seeds", "style", "device", "steps");
    double samples = figures.path("samplesPerSecond").asDouble();
    double perStep = figures.path("millisecondsPerStep").asDouble();
    int batch = figures.path("batch").asInt();
    // Steps of one run, as if the others took none of the machine's time.
    assertThat(samples * perStep / 1000 / batch).isBetween(0.9, 1.1);
    assertThat(figures.path("loss").asDouble()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mlp64 | a network and a normalization come first",
        "nothing batch | NET must be one of",
        "mlp64 nothing | nothing",
        "mlp64 batch --batch | wants a value",
        "mlp64 batch --batch 0 | whole number from 1",
        "mlp64 batch --batch 1 | at least 2 samples",
        "mlp64 batch --speed 9 | unknown option --speed",
        "mlp64 batch --style fast | --style wants one of",
        "mlp64 batch --fuse 0 | --fuse wants auto or 1 to 1024",
        "mlp64 batch --precision half | --precision wants one of [float32, bfloat16",
        "mlp64 layer --precision float16-all | float16-all is for",
        "mlp64 batch --device tpu | --device wants cpu or gpu:n",
      })
  void saysWhatIsWrong(String line, String why) {
    Ran ran = run(line);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(why);
  }

  @Test
  void helps() {
    assertThat(run("--help").out()).contains("mlp64", "self-normalizing", "--seeds", "exit code");
  }
}
