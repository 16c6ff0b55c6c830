package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsSettingsTest {
  @TempDir private Path folder;

  @Test
  void trainersAreToldTheFolder() {
    Path dump = folder.resolve("dump");
    ChildProcesses processes = new ChildProcesses(new ProgramsSettings(dump.toString()));
    assertThat(processes.trainerCommand()).contains("-Dnormlab.programs.dump=" + dump);
  }

  @Test
  void theServiceDoesNotStartWithAFolderThatCannotBeWritten() throws Exception {
    Path below = Files.createFile(folder.resolve("file")).resolve("dump");
    assertThatThrownBy(() -> new ProgramsSettings(below.toString()))
        .hasMessageStartingWith(
            "normlab.programs.dump must be a folder that can be written; received " + below);
    assertThat(new ProgramsSettings(null).options()).isEmpty();
  }
}
