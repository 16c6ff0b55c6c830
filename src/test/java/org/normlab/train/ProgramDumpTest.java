package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.torch.Torch;
import org.normlab.torch.program.ProgramDump;
import org.normlab.torch.program.Programs;
import org.normlab.train.file.TrainingFailed;
import org.normlab.train.loop.Training;

/** A training whose programs are written out. */
class ProgramDumpTest {
  private static final SupervisedSpec SPEC =
      Small.spec(
          Small.MLP,
          "{\"type\":\"layer\"}",
          "\"epochs\":1,\"batchSize\":500,\"seeds\":[1,2],\"fuse\":2,\"probe\":{\"every\":1}");

  @TempDir private Path folder;

  private void train(Path dump) throws TrainingFailed {
    TrainingContext place =
        new TrainingContext(
            new DataHome(folder, false),
            folder.resolve("checkpoints"),
            1,
            List.of(),
            null,
            2,
            1,
            "cpu",
            Duration.ofDays(1),
            System::nanoTime);
    try (Programs programs = new Programs(new ProgramDump(dump))) {
      Training.run(SPEC, place, new Heard(), () -> null, programs);
    }
  }

  private static List<Path> files(Path dump, String ending) throws IOException {
    try (Stream<Path> files = Files.list(dump)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void everyProgramIsOneReadableFile() throws Exception {
    Path dump = folder.resolve("a/b");
    train(dump);
    List<Path> files = files(dump, ".py");
    assertThat(
            files.stream().map(file -> file.getFileName().toString().replaceAll("-\\w{8}.py", "")))
        .containsExactly("mlp-layer-2-runs", "mlp-layer-2-runs-probe");
    assertThat(Files.readString(files.getFirst()))
        .containsPattern("\n# kernel/groups.py:\\d+\ndef layer_norm_rows\\(")
        .containsPattern("\n  v\\d+ = __torch__.linears\\(.*\\)  # hidden.1\n")
        .containsPattern("\n  v\\d+ = __torch__.layer_norm_rows\\(.*\\)  # hidden.1.norm\n")
        .containsPattern("\n  v\\d+ = __torch__.activate_relu\\(.*\\)  # after hidden.1.norm\n")
        .containsPattern("\n  v\\d+ = __torch__.linears\\(.*\\)  # output\n");
  }

  /** What {@code src/bench/replay.py} repeats in plain PyTorch. */
  @Test
  void anArchiveAndTheFirstCallsStandBesideTheProgramThatTrains() throws Exception {
    Path dump = folder.resolve("dump");
    train(dump);
    String name = files(dump, ".py").getFirst().toString().replaceFirst("\\.py$", "");
    assertThat(Path.of(name + ".ts")).isNotEmptyFile();
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope();
        InputStream file = Files.newInputStream(Path.of(name + ".call-0.npz"))) {
      Map<String, NDArray> kept = new HashMap<>();
      NDList.decode(scope, file).forEach(array -> kept.put(array.getName(), array));
      // The first weight of two runs, [2, 24, 60], whose innermost axis in memory is the second.
      assertThat(kept.get("in.0000.p[].layout").toLongArray())
          .containsExactly(2, 24, 60, 24 * 60, 1, 24);
      float[] before = kept.get("in.0000.p[].data").toFloatArray();
      float[] after = kept.get("after.0000.p[].data").toFloatArray();
      assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
      assertThat(kept.get("out.0000.tensor.layout").toLongArray()).endsWith(2, 2, 1);
    }
    assertThat(files(dump, "probe.call-0.npz")).isEmpty();
  }

  @Test
  void theSameProgramIsTheSameFile() throws Exception {
    Path dump = folder.resolve("dump");
    train(dump);
    List<Path> once = files(dump, "");
    train(dump);
    assertThat(files(dump, "")).isEqualTo(once);
  }

  @Test
  void aFolderThatCannotBeWrittenEndsTheTraining() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path below = file.resolve("dump");
    assertThatThrownBy(() -> train(below))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageStartingWith(
            "normlab.programs.dump must be a folder that can be written; received " + below);
  }
}
