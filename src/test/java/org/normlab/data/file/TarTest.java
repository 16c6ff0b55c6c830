package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.Archive;
import org.normlab.data.FileServer;

class TarTest {
  private static final byte[] BYTES = new byte[1000];

  static {
    new Random(0).nextBytes(BYTES);
  }

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectory(root.resolve("set"));
  }

  private void extract(byte[] archive, String... wanted) throws IOException {
    Map<String, Digest> digests = new HashMap<>();
    for (String name : wanted) {
      digests.put(name, Digest.sha256(FileServer.sha256(BYTES)));
    }
    Tar.extract(new ByteArrayInputStream(archive), digests, folder);
  }

  @Test
  void takesTheWantedMembersAndNoOther() throws Exception {
    byte[] archive =
        new Archive()
            .folder("set/")
            .file("set/readme", new byte[513])
            .file("set/a", BYTES)
            .file("set/more", new byte[512])
            .file("b", BYTES)
            .end();
    extract(archive, "a", "b");
    assertThat(folder).isDirectoryNotContaining("glob:**{readme,more,part}");
    assertThat(folder.resolve("a")).hasBinaryContent(BYTES);
    assertThat(folder.resolve("b")).hasBinaryContent(BYTES);
  }

  @Test
  void noNameInTheArchiveLeadsOutOfTheFolder() throws Exception {
    extract(new Archive().file("../../a", BYTES).end(), "a");
    assertThat(folder.resolve("a")).hasBinaryContent(BYTES);
    assertThat(root).isDirectoryNotContaining("glob:**/a");
  }

  @Test
  void refusesAMemberWithAnotherDigest() {
    byte[] archive = new Archive().file("a", new byte[1000]).end();
    assertThatThrownBy(() -> extract(archive, "a"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("a: asked for SHA-256");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void tellsTheMembersThatAreMissing() {
    byte[] archive = new Archive().file("a", BYTES).end();
    assertThatThrownBy(() -> extract(archive, "a", "b"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage("the archive ends without [b]");
  }

  @Test
  void leavesNoHalfMemberUnderItsName() {
    byte[] archive = new Archive().file("a", BYTES).end();
    assertThatThrownBy(() -> extract(Arrays.copyOf(archive, 900), "a"))
        .isInstanceOf(EOFException.class)
        .hasMessage("the archive ends within a");
    assertThat(folder.resolve("a")).doesNotExist();
  }
}
