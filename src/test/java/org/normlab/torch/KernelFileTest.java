package org.normlab.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.torch.program.ProgramText;

/** Kernels that are resources in Python's syntax. */
class KernelFileTest {
  private static final KernelFile CHANNELS = KernelFile.read("channels.py");

  @Test
  void aKernelNeedsWhatItsTextCallsOfItsFileAndOfOthers() {
    assertThat(CHANNELS.kernel("moments").needs())
        .extracting(Kernel::name)
        .containsExactly("overflowed");
    KernelFile wide = KernelFile.read("wide_rows.py", CHANNELS);
    assertThat(wide.kernel("wide_affine").needs())
        .extracting(Kernel::name)
        .containsExactlyInAnyOrder("channel_affine", "from_wide", "widen");
  }

  @Test
  void aKernelOfAClassNeedsWhatItCallsOfTheFileAndItsOwn() {
    Kernel own = new Kernel("def doubled(x: Tensor) -> Tensor:\n  return x * 2.0\n");
    Kernel kernel =
        CHANNELS.calling(
            """
            def centred(x: Tensor) -> Tensor:
              _, d, _ = __torch__.moments(__torch__.doubled(x), [0])
              return d * __torch__.factor()
            """,
            own);
    assertThat(kernel.needs()).extracting(Kernel::name).containsExactly("moments", "doubled");
    assertThat(kernel.origin()).startsWith("torch/KernelFileTest.java:");
    assertThat(kernel.choosing(Kernel.constant("factor", 3.0)).needs())
        .extracting(Kernel::name)
        .containsExactly("factor", "moments", "doubled");
  }

  @Test
  void aKernelSaysWhereItIsWritten() throws Exception {
    String origin = CHANNELS.kernel("moments").origin();
    assertThat(origin).startsWith("kernel/channels.py:");
    int line = Integer.parseInt(origin.substring(origin.indexOf(':') + 1));
    Path file = Path.of("src/main/resources/org/normlab/kernel/channels.py");
    assertThat(Files.readAllLines(file).get(line - 1)).startsWith("def moments(");
  }

  @Test
  void numberFormatsHaveNamesInAFileAndNumbersInAProgram() {
    Kernel kernel = new Kernel("def wide(x: Tensor) -> Tensor:\n  return x.to(torch.float64)\n");
    assertThat(ProgramText.of("wide", "", kernel.source()).code()).contains("x.to(7)");
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThatThrownBy(() -> CHANNELS.kernel("nothing"))
        .hasMessage("there is no kernel nothing in this file");
    assertThatThrownBy(() -> KernelFile.read("nothing.py"))
        .hasMessageContaining("/org/normlab/kernel/nothing.py");
  }

  /** Where there is a Python: it reads every file. */
  @Test
  void pythonReadsEveryFile() throws Exception {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3"))));
    String parse =
        "import ast, glob\n"
            + "files = glob.glob('src/main/resources/org/normlab/kernel/*.py')\n"
            + "[ast.parse(open(f, encoding='utf-8').read(), f) for f in files]\n"
            + "print(len(files) > 2)";
    Process python =
        new ProcessBuilder(List.of("python3", "-c", parse)).redirectErrorStream(true).start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.strip()).isEqualTo("True");
  }
}
