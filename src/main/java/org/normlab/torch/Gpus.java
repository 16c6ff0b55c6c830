package org.normlab.torch;

import ai.djl.engine.Engine;
import java.util.List;
import java.util.stream.IntStream;

/** The accelerators that PyTorch sees. Asking loads its native library. */
public final class Gpus {
  private Gpus() {}

  /** Device names, {@code gpu:0} and following; empty where there are none. */
  public static List<String> names() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    int count = Engine.getEngine("PyTorch").getGpuCount();
    return IntStream.range(0, count).mapToObj(n -> "gpu:" + n).toList();
  }
}
