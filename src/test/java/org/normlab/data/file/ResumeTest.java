package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.normlab.data.FileServer;

class ResumeTest extends Fetching {
  @Test
  void resumesACutConnectionWhereItEnded() throws Exception {
    server.manners.add(FileServer.cut(50_000, () -> heard.await("(50 %)")));
    fetch();
    assertWhole();
    assertThat(server.asked).containsExactly("file", "file bytes=50000-");
    assertThat(heard.sentences()).anyMatch(s -> s.contains("trying again"));
  }

  @Test
  void resumesAsLongAsEachTryBringsSomething() throws Exception {
    for (int percent = 10; percent <= 90; percent += 10) {
      String told = "(" + percent + " %)";
      server.manners.add(FileServer.cut(percent * 1000, () -> heard.await(told)));
    }
    fetch();
    assertWhole();
    assertThat(server.asked).hasSize(10).last().isEqualTo("file bytes=90000-");
  }

  @Test
  void resumesWhatAnEarlierProcessLeft() throws Exception {
    Files.write(part, Arrays.copyOf(FILE, 30_000));
    fetch();
    assertWhole();
    assertThat(server.asked).containsExactly("file bytes=30000-");
    assertThat(heard.sentences()).last().isEqualTo(address + ": 0.1 of 0.1 MB (100 %)");
  }

  @Test
  void takesOverAPartThatIsAlreadyWhole() throws Exception {
    Files.write(part, FILE);
    fetch();
    assertWhole();
    assertThat(server.asked).containsExactly("file bytes=100000-");
  }

  @Test
  void beginsAnewWhereTheServerIgnoresRanges() throws Exception {
    Files.write(part, Arrays.copyOf(FILE, 30_000));
    server.manners.add(FileServer.WHOLE);
    fetch();
    assertWhole();
    assertThat(server.asked).containsExactly("file bytes=30000-");
  }

  @Test
  void refusesAForeignPartOnceAndFetchesAnewThen() throws Exception {
    Files.write(part, new byte[30_000]);
    assertThatThrownBy(this::fetch).isInstanceOf(IllegalDataException.class);
    assertNothing();
    fetch();
    assertWhole();
  }

  @Test
  void givesUpAfterThreeTriesThatBringNothingAndKeepsWhatCameBefore() throws Exception {
    server.manners.add(FileServer.cut(50_000, () -> heard.await("(50 %)")));
    IntStream.range(0, 3).forEach(_ -> server.manners.add(FileServer.status(503)));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("brought nothing new in 3 tries")
        .hasMessageContaining(part.toString());
    assertThat(server.asked).hasSize(4);
    assertThat(target).doesNotExist();
    assertThat(part).hasBinaryContent(Arrays.copyOf(FILE, 50_000));
  }

  @Test
  @Timeout(10)
  void takesUpAConnectionThatFallsSilent() throws Exception {
    server.manners.add(server.silent(50_000));
    download(Duration.ofSeconds(1)).into(target, heard);
    assertWhole();
    assertThat(server.asked).containsExactly("file", "file bytes=50000-");
    assertThat(heard.sentences()).anyMatch(s -> s.contains("no byte came for PT1S"));
  }
}
