package org.normlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.Heard;

class FolderLockTest {
  @TempDir Path root;

  /** Holds a folder until it is killed or its parent ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] folder) throws Exception {
      try (FolderLock _ = FolderLock.take(Path.of(folder[0]), _ -> {})) {
        System.out.println("held");
        System.in.read();
      }
    }
  }

  @Test
  void waitsForAnotherProcessUntilItDies() throws Exception {
    Path folder = root.resolve("set");
    Process holder = hold(folder);
    try {
      Heard heard = new Heard();
      FutureTask<Void> taking = taking(folder, heard);
      heard.await("waiting for another process that fetches into " + folder);
      assertThat(taking.isDone()).isFalse();
      holder.destroyForcibly();
      taking.get(10, TimeUnit.SECONDS);
    } finally {
      holder.destroyForcibly();
    }
  }

  private static Process hold(Path folder) throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    BufferedReader out = holder.inputReader();
    assertThat(out.readLine()).isEqualTo("held");
    return holder;
  }

  private static FutureTask<Void> taking(Path folder, Heard heard) {
    FutureTask<Void> taking =
        new FutureTask<>(
            () -> {
              FolderLock.take(folder, heard).close();
              return null;
            });
    Thread.ofPlatform().daemon().start(taking);
    return taking;
  }

  @Test
  void isFreeAgainOnceClosed() throws Exception {
    Heard heard = new Heard();
    FolderLock.take(root, heard).close();
    taking(root, heard).get(10, TimeUnit.SECONDS);
    assertThat(heard.sentences()).isEmpty();
  }
}
