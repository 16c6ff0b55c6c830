package org.normlab.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.environment.EpisodeEnd;
import org.normlab.train.Outcome;
import org.normlab.train.Point;

class WireTest {
  static final List<Message> MESSAGES =
      List.of(
          new Message.Start(
              "j",
              3,
              Wire.tree("{\"a\":1}"),
              "/d",
              false,
              "/c",
              List.of(new Message.Checkpoint(0, 300, "f", "cd", 7)),
              new Message.Reference("/n", "ab"),
              null,
              1,
              "cpu",
              30,
              60),
          new Message.Renew(),
          new Message.Stop("cancelled: “ü”\n"),
          new Message.Started(1, 17_000, 8, 1, 5000, List.of("note"), "sha256:00"),
          new Message.Points(0.5, List.of(new Point(0, 100, "train.loss", 0.1 + 0.2))),
          new Message.Checkpoint(0, 400, "/c/f", "ab", 1L << 40),
          new Message.CheckpointRefused(0, "/c/f", "its file is not there"),
          new Message.Norms("/n", "ab", 7),
          new Message.Episode(1, 2, "AAEC", 3, EpisodeEnd.TRUNCATED),
          new Message.RunEnded(3, Outcome.DIVERGED, 7, "NaN", Map.of("test.accuracy", 0.97)),
          new Message.Log("line"),
          new Message.Finished(Message.Verdict.COMPLETED, ""));

  @ParameterizedTest
  @FieldSource("MESSAGES")
  void readsWhatItWrote(Message message) throws Exception {
    byte[] line = Wire.write(message);
    assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("}\n").hasLineCount(1);
    assertThat(wire(line).read()).isEqualTo(message);
  }

  @Test
  void spellsTheTypeAsTheProtocolDoes() {
    assertThat(new String(Wire.write(new Message.Stop("x")), StandardCharsets.UTF_8))
        .isEqualTo("{\"type\":\"stop\",\"reason\":\"x\"}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "17",
        "Segmentation fault",
        "{\"type\":\"none\"}",
        "{\"type\":\"stop\"}",
        "{\"type\":\"renew\"} trailing",
        "{\"type\":\"renew\",\"more\":1}",
        "{\"type\":\"points\",\"progress\":NaN,\"points\":[]}"
      })
  void refusesGarbageAndQuotesIt(String line) {
    assertThatThrownBy(() -> wire((line + "\n").getBytes(StandardCharsets.UTF_8)).read())
        .isInstanceOf(NotAMessage.class)
        .hasMessageContaining("“" + line + "”");
  }

  @Test
  void readsLinesThatArriveInPieces() throws Exception {
    byte[] one = Wire.write(new Message.Log("x".repeat(20_000)));
    byte[] two = Wire.write(new Message.Renew());
    byte[] both = new byte[one.length + two.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    Wire wire =
        new Wire(
            new ByteArrayInputStream(both) {
              @Override
              public int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 3));
              }
            });
    assertThat(wire.read()).isEqualTo(new Message.Log("x".repeat(20_000)));
    assertThat(wire.read()).isEqualTo(new Message.Renew());
    assertThat(wire.read()).isNull();
  }

  @Test
  void refusesHalfALineAtTheEnd() {
    assertThatThrownBy(() -> wire("{\"type\":".getBytes(StandardCharsets.UTF_8)).read())
        .isInstanceOf(NotAMessage.class)
        .hasMessageContaining("the stream ended within a line");
  }

  @Test
  void refusesAnEndlessLineWithoutKeepingIt() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] b, int off, int len) throws IOException {
            java.util.Arrays.fill(b, off, off + len, (byte) 'x');
            return len;
          }
        };
    assertThatThrownBy(() -> new Wire(endless).read())
        .isInstanceOf(NotAMessage.class)
        .hasMessageContaining("longer than " + Wire.MAX_LINE_BYTES);
  }

  private static Wire wire(byte[] bytes) {
    return new Wire(new ByteArrayInputStream(bytes));
  }
}
