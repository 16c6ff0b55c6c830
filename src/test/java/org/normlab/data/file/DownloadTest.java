package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.normlab.data.FileServer;

class DownloadTest extends Fetching {
  @Test
  void fetchesTheWholeFile() throws Exception {
    fetch();
    assertWhole();
    assertThat(server.asked).containsExactly("file");
  }

  @Test
  void tellsProgressInAtMostTwentySteps() throws Exception {
    fetch();
    List<String> told = heard.sentences();
    assertThat(told).hasSizeBetween(2, 20).doesNotHaveDuplicates();
    assertThat(told.getLast()).isEqualTo(address + ": 0.1 of 0.1 MB (100 %)");
    int[] percent =
        told.stream()
            .mapToInt(s -> Integer.parseInt(s.replaceAll(".*\\((\\d+) %\\)", "$1")))
            .toArray();
    assertThat(percent).isSorted();
  }

  @Test
  void tellsProgressOfAFileOfUnknownLength() throws Exception {
    byte[] large = Arrays.copyOf(FILE, 5_100_000);
    server.put("file", large);
    server.manners.add(
        (exchange, file, _) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(file);
        });
    new Download(address, Digest.sha256(FileServer.sha256(large))).into(target, heard);
    assertThat(target).hasBinaryContent(large);
    assertThat(heard.sentences()).containsExactly(address + ": 5.0 MB");
  }

  @Test
  void theFileHasItsNameOnlyWhenItIsWhole() throws Exception {
    CompletableFuture<List<Boolean>> midway = new CompletableFuture<>();
    server.manners.add(
        (exchange, file, _) -> {
          exchange.sendResponseHeaders(200, file.length);
          exchange.getResponseBody().write(file, 0, 50_000);
          exchange.getResponseBody().flush();
          heard.await("(50 %)");
          midway.complete(List.of(Files.exists(part), Files.exists(target)));
          exchange.getResponseBody().write(file, 50_000, 50_000);
        });
    fetch();
    assertThat(midway.join()).containsExactly(true, false);
    assertWhole();
  }

  @Test
  void refusesAndRemovesWhatHasAnotherDigest() throws Exception {
    byte[] forged = FILE.clone();
    forged[99_999]++;
    server.put("file", forged);
    assertThatThrownBy(this::fetch)
        .isInstanceOf(IllegalDataException.class)
        .hasMessage(
            "%s: asked for SHA-256 %s; received %s. The file was removed",
            address, FileServer.sha256(FILE), FileServer.sha256(forged));
    assertNothing();
  }

  @Test
  void refusesAnAddressWithoutTheFileAtOnce() {
    server.manners.add(FileServer.status(404));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(IOException.class)
        .hasMessage(address + " answered 404");
    assertThat(server.asked).hasSize(1);
    assertNothing();
  }

  @Test
  void asksAgainAfterAFaultOfTheServer() throws Exception {
    server.manners.addAll(List.of(FileServer.status(503), FileServer.status(500)));
    fetch();
    assertWhole();
    assertThat(server.asked).hasSize(3);
  }

  @Test
  @Timeout(10)
  void doesNotWaitForEverForAnAnswer() {
    IntStream.range(0, 3).forEach(_ -> server.manners.add(server.mute()));
    assertThatThrownBy(() -> download(Duration.ofMillis(200)).into(target, heard))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("brought nothing new in 3 tries");
    assertThat(heard.sentences()).allMatch(s -> s.contains("Timeout")).isNotEmpty();
    assertNothing();
  }

  @Test
  void endsWhenItsThreadIsInterrupted() {
    Thread fetching = Thread.currentThread();
    server.manners.add(
        (exchange, file, from) -> {
          fetching.interrupt();
          server.mute().answer(exchange, file, from);
        });
    assertThatThrownBy(this::fetch).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(target).doesNotExist();
  }
}
