package org.normlab.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normlab.torch.program.Program;
import org.normlab.torch.program.Programs;

class ProgramsTest {
  /** Adds so much. */
  private static String method(int number) {
    return "def more(self: __torch__.M, x: Tensor) -> Tensor:\n  return x + " + number + "\n";
  }

  private static void assertAdds(int number, Torch torch, Program program) {
    try (NDManager scope = torch.scope()) {
      var argument = new Program.Arguments().tensor(scope.create(1f));
      assertThat(program.call(scope, "more", argument).get(0).toFloatArray())
          .containsExactly(1f + number);
    }
  }

  private static void use(int number, Programs programs) {
    try (Torch torch = Torch.open("cpu", 1, programs);
        Program program = torch.compile("test", method(number), List.of())) {
      assertAdds(number, torch, program);
    }
  }

  @Test
  void aTextIsCompiledOnceForSeveralTrainings() {
    try (Programs programs = new Programs()) {
      for (int i = 0; i < 3; i++) {
        use(1, programs);
        use(2, programs);
      }
      assertThat(programs.compiled()).isEqualTo(2);
      assertThat(programs.resting()).isEqualTo(2);
    }
  }

  @Test
  void whatIsLentIsNotLentAgain() {
    try (Programs programs = new Programs();
        Torch torch = Torch.open("cpu", 1, programs)) {
      Program one = torch.compile("test", method(1), List.of());
      Program other = torch.compile("test", method(1), List.of());
      assertThat(programs.compiled()).isEqualTo(2);
      one.close();
      one.close();
      assertThat(programs.resting()).isEqualTo(1);
      assertAdds(1, torch, other);
      other.close();
      assertThat(programs.resting()).isEqualTo(1);
    }
  }

  @Test
  void thoseThatRestedTheLongestGoFirst() {
    try (Programs programs = new Programs()) {
      for (int i = 0; i < 32; i++) {
        use(i, programs);
      }
      use(0, programs);
      use(32, programs);
      assertThat(programs.resting()).isEqualTo(32);
      assertThat(programs.compiled()).isEqualTo(33);
      use(0, programs);
      assertThat(programs.compiled()).isEqualTo(33);
      use(1, programs);
      assertThat(programs.compiled()).isEqualTo(34);
    }
  }

  @Test
  void longTextsAreFewer() {
    try (Programs programs = new Programs()) {
      for (int i = 0; i < 4; i++) {
        String comment = "  # " + "x".repeat(1 << 20) + "\n";
        String text = method(i).replace("  return", comment + "  return");
        try (Torch torch = Torch.open("cpu", 1, programs);
            Program program = torch.compile("test", text, List.of())) {
          assertAdds(i, torch, program);
        }
      }
      assertThat(programs.resting()).isEqualTo(1);
    }
  }
}
