package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.storage.StorageLayout;

class ClaimingTest {
  private long free = 100;
  private final Claiming claiming =
      new Claiming(bytes -> bytes > free ? "less than " + bytes + " are free" : null);

  @Test
  void beginsAgainOnlyWhenTheFileWouldFit() {
    assertThat(claiming.obstacle()).isNull();
    claiming.pause(500, "the checkpoint could not be written");
    assertThat(claiming.obstacle()).isEqualTo("the checkpoint could not be written");
    assertThat(claiming.check()).isEqualTo("less than 500 are free");
    free = 600;
    assertThat(claiming.check()).isNull();
    free = 100;
    assertThat(claiming.check()).isNull();
    assertThat(claiming.obstacle()).isNull();
  }

  private static Volumes volumes(Path artifacts) {
    return Volumes.of(
        new StorageLayout(
            artifacts.resolve("home"), artifacts, new StorageLayout.Data(null, false)));
  }

  @Test
  void leavesNothingWhereItWrites(@TempDir Path folder) throws Exception {
    assertThat(volumes(folder).failure(0)).isNull();
    assertThat(volumes(folder).failure(1 << 20)).isNull();
    try (var files = Files.list(folder.resolve("home"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void namesTheSettingOfWhatCannotBeWritten(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("no folder"));
    assertThat(volumes(file).failure(0)).startsWith("normlab.artifacts cannot be written to: ");
    assertThat(volumes(folder).failure(Long.MAX_VALUE))
        .startsWith("normlab.artifacts cannot be written to: less than ");
  }
}
