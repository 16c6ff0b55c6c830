package org.normlab.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a main class in a JVM of its own, with the kernels that PyTorch uses on processors without
 * AVX-512, while glibc checks the heap. Kernels that write past an array end such a process, or
 * change a number in it.
 */
public final class OlderProcessor {
  private OlderProcessor() {}

  /** Asserts that the class ends with exit code 0. */
  public static void runs(Class<?> main) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=/dev/null",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    builder.environment().put("ONEDNN_MAX_CPU_ISA", "AVX2");
    builder.environment().put("ATEN_CPU_CAPABILITY", "avx2");
    builder.environment().putIfAbsent("GOMP_SPINCOUNT", "1000");
    // Until glibc 2.33 the variable is enough, later the library must be loaded too.
    builder.environment().put("MALLOC_CHECK_", "3");
    builder.environment().put("GLIBC_TUNABLES", "glibc.malloc.check=3");
    builder.environment().put("LD_PRELOAD", "libc_malloc_debug.so.0");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
