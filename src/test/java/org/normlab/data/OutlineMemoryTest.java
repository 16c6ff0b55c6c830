package org.normlab.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;

/** Validates a table, and says how it is prepared, in a process whose heap could not hold it. */
class OutlineMemoryTest {
  private static final int ROWS = 12_000;
  private static final int COLUMNS = 500;

  /** What the child runs: the folder of the data, then the table's name. */
  public static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      DataHome home = new DataHome(Path.of(args[0]), false);
      DataSpec spec = Specs.file(args[1], "y");
      System.out.println(DataSets.outline(spec, home, 0));
      System.out.println("columns=" + DataSets.inputs(spec, home, 0).columns().size());
    }
  }

  private static void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int c = 0; c < COLUMNS; c++) {
        out.write("x" + c + ",");
      }
      out.write("y\n");
      for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
          out.write('0' + (r + c) % 7);
          out.write(',');
        }
        out.write(r % 2 == 0 ? "a\n" : "b\n");
      }
    }
  }

  @Test
  void aTableIsOutlinedInLessMemoryThanItsCellsTake(@TempDir Path folder) throws Exception {
    write(folder.resolve("t.csv"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path log = folder.resolve("log");
    Process child =
        new ProcessBuilder(
                java,
                "-Xmx24m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString(),
                "t.csv")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log, UTF_8))
        .as("12,000 × 500 cells are 48 MB, twice that while they are read")
        .contains("shape=[500]", "trainRows=7200", "columns=500");
  }
}
