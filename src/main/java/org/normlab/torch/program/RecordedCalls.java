package org.normlab.torch.program;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first calls of {@code train} beside a program that is written out, so that plain
 * PyTorch can repeat and check them: {@code NAME.call-0.npz} has the arguments ({@code in}), the
 * results ({@code out}) and the arguments after the call ({@code after}), each as its numbers in
 * the order of memory, {@code .data}, and its sizes and strides, {@code .layout}.
 */
final class RecordedCalls {
  private static final String METHOD = "train";
  private static final int CALLS = 2;

  /** The data set, which no call changes. */
  private static final String UNCHANGED = "data[]";

  private static final ProgramText LAYOUT =
      ProgramText.of(
          "layout",
          """
          def laid_out(self: __torch__.M, tensors: List[Tensor]) -> List[Tensor]:
            torch.set_grad_enabled(False)
            result: List[Tensor] = []
            for t in tensors:
              result.append(t.as_strided([t.numel()], [1]).clone())
              result.append(torch.tensor(t.size() + t.stride(), dtype=torch.int64))
            return result
          """,
          "");

  private final Path program;
  private int calls;

  /**
   * Calls of a program.
   *
   * @param program the file in which it is written
   */
  RecordedCalls(Path program) {
    this.program = program;
  }

  /**
   * Returns what a call takes, to be completed by what it gives; null where it is not to be kept.
   */
  @Nullable NDList before(String method, NDList arguments, NDManager scope, Device device) {
    return method.equals(METHOD) && calls < CALLS ? laidOut("in", arguments, scope, device) : null;
  }

  void after(NDList record, NDList arguments, NDList results, NDManager scope, Device device) {
    record.addAll(laidOut("out", results, scope, device));
    NDList changed = new NDList();
    arguments.stream().filter(a -> !UNCHANGED.equals(a.getName())).forEach(changed::add);
    record.addAll(laidOut("after", changed, scope, device));
    String name = program.getFileName().toString().replaceFirst("\\.py$", "");
    Path file = program.resolveSibling(name + ".call-" + calls++ + ".npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      record.encode(out, NDList.Encoding.NPZ);
    } catch (IOException e) {
      throw new UnwritableDump(
          "%s: %s cannot be written (%s)".formatted(ProgramDump.PROPERTY, file, e), e);
    }
  }

  private static NDList laidOut(String kind, NDList arrays, NDManager scope, Device device) {
    NDList named = new NDList();
    try (Compiled layout = new Compiled(new Compiled.Key(device, LAYOUT.code()))) {
      for (int i = 0; i < arrays.size(); i++) {
        NDArray array = arrays.get(i);
        String known = array.getName();
        String name = "%s.%04d.%s".formatted(kind, i, known == null ? "tensor" : known);
        NDArray method = scope.create(0f);
        method.setName("module_method:laid_out");
        array.setName("tensors[]");
        NDList found = IValueUtils.forward(layout.block(), new NDList(method, array), true);
        array.setName(known);
        found.get(0).setName(name + ".data");
        found.get(1).setName(name + ".layout");
        named.addAll(found);
      }
    }
    return named;
  }
}
