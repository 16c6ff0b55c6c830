package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.FileServer;
import org.normlab.data.Heard;

/** A file, a server that has it and a folder that wants it. */
abstract class Fetching {
  static final Duration LONG = Duration.ofSeconds(20);
  static final byte[] FILE = new byte[100_000];

  static {
    new Random(0).nextBytes(FILE);
  }

  @TempDir Path folder;
  final Heard heard = new Heard();
  FileServer server;
  URI address;
  Path target;
  Path part;

  @BeforeEach
  void serve() throws IOException {
    server = new FileServer();
    address = server.put("file", FILE);
    target = folder.resolve("file");
    part = folder.resolve("file.part");
  }

  @AfterEach
  void close() {
    server.close();
  }

  Download download(Duration silence) {
    return new Download(address, Digest.sha256(FileServer.sha256(FILE)), silence, Duration.ZERO);
  }

  void fetch() throws IOException {
    download(LONG).into(target, heard);
  }

  void assertWhole() {
    assertThat(target).hasBinaryContent(FILE);
    assertThat(part).doesNotExist();
  }

  void assertNothing() {
    assertThat(folder).isEmptyDirectory();
  }
}
