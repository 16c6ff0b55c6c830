package org.normlab.torch.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program of a dump, read from its files alone: the archive {@code NAME.ts} and the recorded
 * calls {@code NAME.call-K.npz}, repeated as {@code src/bench/replay.py} does in plain PyTorch.
 */
public record DumpedProgram(Path archive) {
  private static final String DATA = ".data";
  private static final String LAYOUT = ".layout";

  private static final ProgramText PLACED =
      ProgramText.of(
          "placed",
          """
          def placed(self: __torch__.M, flat: Tensor, layout: Tensor) -> Tensor:
            torch.set_grad_enabled(False)
            sizes = annotate(List[int], [])
            strides = annotate(List[int], [])
            n = layout.numel() // 2
            for i in range(n):
              sizes.append(int(layout[i]))
              strides.append(int(layout[n + i]))
            return flat.as_strided(sizes, strides)
          """,
          "");

  /** The programs of a folder whose calls were recorded. */
  public static List<DumpedProgram> of(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".ts"))
          .sorted()
          .map(DumpedProgram::new)
          .filter(program -> Files.exists(program.call(0)))
          .toList();
    }
  }

  /** The file of a recorded call. */
  public Path call(int number) {
    String name = archive.getFileName().toString().replaceFirst("\\.ts$", "");
    return archive.resolveSibling(name + ".call-" + number + ".npz");
  }

  /** Repeats a call; returns the names of the tensors that are not bit for bit as recorded. */
  public List<String> differences(int number) throws IOException {
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        InputStream program = Files.newInputStream(archive);
        InputStream recorded = Files.newInputStream(call(number));
        PtSymbolBlock block = JniUtils.loadModule((PtNDManager) manager, program, false, false)) {
      Map<String, NDArray> kept = new LinkedHashMap<>();
      NDList.decode(manager, recorded).forEach(array -> kept.put(array.getName(), array));
      NDArray method = manager.create(0f);
      method.setName("module_method:train");
      NDList given = tensors(manager, kept, "in.");
      NDList inputs = new NDList(method);
      inputs.addAll(given);
      NDList found = IValueUtils.forward(block, inputs, true);
      NDList changed = new NDList();
      given.stream().filter(a -> !"data[]".equals(a.getName())).forEach(changed::add);
      List<String> different = differences(found, manager, kept, "out.");
      different.addAll(differences(changed, manager, kept, "after."));
      return different;
    }
  }

  /** The recorded tensors of one kind, laid out in memory as they were. */
  private static NDList tensors(NDManager manager, Map<String, NDArray> kept, String kind) {
    NDList result = new NDList();
    try (Compiled placed = new Compiled(new Compiled.Key(manager.getDevice(), PLACED.code()))) {
      for (String key : keys(kept, kind)) {
        NDArray method = manager.create(0f);
        method.setName("module_method:placed");
        NDArray flat = kept.get(key + DATA);
        NDArray layout = kept.get(key + LAYOUT);
        flat.setName(null);
        layout.setName(null);
        NDArray array =
            IValueUtils.forward(placed.block(), new NDList(method, flat, layout), true).get(0);
        String name = key.substring(kind.length() + "0000.".length());
        array.setName(name.endsWith("[]") ? name : null);
        result.add(array);
      }
    }
    return result;
  }

  private static List<String> keys(Map<String, NDArray> kept, String kind) {
    return kept.keySet().stream()
        .filter(name -> name.startsWith(kind) && name.endsWith(DATA))
        .map(name -> name.substring(0, name.length() - DATA.length()))
        .sorted()
        .toList();
  }

  private static List<String> differences(
      NDList found, NDManager manager, Map<String, NDArray> kept, String kind) {
    List<String> keys = keys(kept, kind);
    NDList expected = tensors(manager, kept, kind);
    List<String> different = new ArrayList<>();
    if (found.size() != expected.size()) {
      different.add(kind + " has " + expected.size() + " tensors instead of " + found.size());
      return different;
    }
    for (int i = 0; i < found.size(); i++) {
      if (!same(found.get(i), expected.get(i))) {
        different.add(keys.get(i));
      }
    }
    return different;
  }

  private static boolean same(NDArray found, NDArray expected) {
    return found.getShape().equals(expected.getShape())
        && found.getDataType() == expected.getDataType()
        && found.toByteBuffer().equals(expected.toByteBuffer());
  }
}
