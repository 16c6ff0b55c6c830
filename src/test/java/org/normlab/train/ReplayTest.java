package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.torch.Torch;
import org.normlab.torch.program.DumpedProgram;
import org.normlab.torch.program.ProgramDump;
import org.normlab.torch.program.Programs;
import org.normlab.train.loop.Training;

/** Programs of a dump are whole: they repeat their calls from the dump's files alone. */
class ReplayTest {
  private static final int CALLS = 2;

  @TempDir private static Path folder;

  private static Path dump;

  @BeforeAll
  static void train() throws Exception {
    dump = Files.createDirectory(folder.resolve("dump"));
    for (List<Integer> seeds : List.of(List.of(1), List.of(1, 2))) {
      TrainingContext place =
          new TrainingContext(
              new DataHome(folder, false),
              folder.resolve("checkpoints-" + seeds.size()),
              1,
              List.of(),
              null,
              2,
              1,
              "cpu",
              Duration.ofDays(1),
              System::nanoTime);
      SupervisedSpec spec =
          Small.spec(
              Small.MLP,
              "{\"type\":\"batch\"}",
              "\"epochs\":2,\"batchSize\":500,\"seeds\":%s,\"fuse\":%d"
                  .formatted(seeds, seeds.size()));
      try (Programs programs = new Programs(new ProgramDump(dump))) {
        Training.run(spec, place, new Heard(), () -> null, programs);
      }
    }
  }

  private static List<DumpedProgram> programs(Path folder) throws IOException {
    try (Torch _ = Torch.open("cpu", 1)) {
      return DumpedProgram.of(folder);
    }
  }

  private static List<String> differences(DumpedProgram program, int call) throws IOException {
    try (Torch _ = Torch.open("cpu", 1)) {
      return program.differences(call);
    }
  }

  @Test
  void everyArchiveRepeatsItsCallsBitForBit() throws Exception {
    List<DumpedProgram> programs = programs(dump);
    assertThat(programs)
        .extracting(program -> program.archive().getFileName().toString())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("mlp-batch-1-runs-"),
            two -> assertThat(two).startsWith("mlp-batch-2-runs-"));
    for (DumpedProgram program : programs) {
      for (int call = 0; call < CALLS; call++) {
        assertThat(differences(program, call)).as("%s, call %d", program, call).isEmpty();
      }
    }
  }

  @Test
  void aNumberThatWasNotComputedIsNoticed() throws Exception {
    DumpedProgram broken = broken("noticed", "after.0000.p[].data");
    assertThat(differences(broken, 0)).containsExactly("after.0000.p[]");
    assertThat(differences(broken, 1)).isEmpty();
  }

  @Test
  void plainPyTorchRepeatsTheCalls() throws Exception {
    assumePyTorch();
    Said said = replay(dump);
    assertThat(said.text()).contains("mlp-batch-2-runs-", "runs fused make");
    assertThat(said.text().lines().filter(line -> line.contains(".call-")))
        .hasSize(2 * CALLS)
        .allMatch(
            line -> line.contains("equal bit for bit") || line.contains("largest difference"));
    assertThat(said.exit()).as(said.text()).isZero();
  }

  @Test
  void plainPyTorchRefusesWhatWasNotComputed() throws Exception {
    assumePyTorch();
    Path broken = broken("refused", "out.0000.tensor.data").archive().getParent();
    Said said = replay(broken);
    assertThat(said.exit()).as(said.text()).isNotZero();
    assertThat(said.text()).contains("a difference exceeds the tolerance");
  }

  /** A copy of the first program and its calls, of which the first has a number that is 1 more. */
  private static DumpedProgram broken(String name, String tensor) throws IOException {
    DumpedProgram whole = programs(dump).getFirst();
    Path copies = Files.createDirectory(folder.resolve(name));
    DumpedProgram copy = new DumpedProgram(copies.resolve(whole.archive().getFileName()));
    Files.copy(whole.archive(), copy.archive());
    for (int call = 0; call < CALLS; call++) {
      Files.copy(whole.call(call), copy.call(call));
    }
    try (Torch torch = Torch.open("cpu", 1);
        NDManager scope = torch.scope();
        InputStream in = Files.newInputStream(whole.call(0));
        OutputStream out = Files.newOutputStream(copy.call(0))) {
      NDList kept = NDList.decode(scope, in);
      NDArray number = kept.get(tensor);
      number.set(number.toType(number.getDataType(), true).addi(1).toByteBuffer());
      kept.encode(out, NDList.Encoding.NPZ);
    }
    return copy;
  }

  private record Said(int exit, String text) {}

  private static Said replay(Path folder) throws Exception {
    return python("src/bench/replay.py", folder.toString(), "--steps", "8");
  }

  private static void assumePyTorch() throws Exception {
    boolean found = false;
    try {
      found = python("-c", "import numpy, torch").exit() == 0;
    } catch (IOException e) {
      // No python3 at all.
    }
    assumeTrue(found, "python3 with torch and numpy is not on the PATH: replay.py was not run");
  }

  private static Said python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!python.waitFor(1, TimeUnit.MINUTES)) {
      python.destroyForcibly();
    }
    return new Said(python.waitFor(), text);
  }
}
