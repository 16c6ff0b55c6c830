package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.MissingData;

/** Whoever does with the rows what is said of them has what a network sees. */
class PreprocessingTest {
  private static final int ROWS = 40;

  @TempDir private Path root;

  private static double cell(int row, int column) {
    return column == 1 ? 7 : Math.sin(row * 3 + column) * (column + 1) + column;
  }

  @Test
  void aTableCanBeStandardizedElsewhere() throws Exception {
    StringJoiner lines = new StringJoiner("\n").add("a,b,c,class");
    for (int row = 0; row < ROWS; row++) {
      lines.add("%s,%s,%s,%d".formatted(cell(row, 0), cell(row, 1), cell(row, 2), row % 2));
    }
    Files.writeString(root.resolve("t.csv"), lines.toString());
    DataSpec spec = Specs.file("t.csv", "class");
    DataHome home = new DataHome(root, false);
    Preprocessing inputs = DataSets.inputs(spec, home, 0);
    DataSet set = DataSets.load(spec, home, 0, _ -> {});
    assertThat(inputs.columns()).containsExactly(0, 2);
    assertThat(inputs.shape()).isEqualTo(set.shape());
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < 2; i++) {
        double off = cell(row, inputs.columns().get(i)) - inputs.mean().get(i);
        assertThat((float) (off / inputs.deviation().get(i)))
            .isEqualTo(set.values().getFloat((2 * row + i) * Float.BYTES));
      }
    }
    assertParts(inputs, set);
  }

  private static void assertParts(Preprocessing inputs, DataSet set) {
    assertThat(inputs.train()).isEqualTo(list(set.train()));
    assertThat(inputs.validation()).isNotEmpty().isEqualTo(list(set.validation()));
    assertThat(inputs.test()).isNotEmpty().isEqualTo(list(set.test()));
  }

  private static List<Integer> list(int[] rows) {
    return IntStream.of(rows).boxed().toList();
  }

  @Test
  void everyTableInTheJarTellsItsColumns() throws Exception {
    DataHome home = new DataHome(root, false);
    DataSpec digits = Specs.named("digits", null, 0, null);
    for (DataSpec spec : List.of(digits, Specs.generated("gaussians", 60, 3, 4, 0))) {
      Preprocessing inputs = DataSets.inputs(spec, home, 0);
      DataSet set = DataSets.load(spec, home, 0, _ -> {});
      assertThat(inputs.shape()).isEqualTo(set.shape());
      assertThat(Stream.of(inputs.columns(), inputs.mean(), inputs.deviation()))
          .allSatisfy(list -> assertThat(list).hasSize(set.shape().getFirst()));
      assertParts(inputs, set);
    }
  }

  @Test
  void imagesTellTheirChannelsAndAreNeverDownloaded() throws Exception {
    Idx idx =
        new Idx(
            "little", URI.create("http://127.0.0.1:1/"), "1 kB", Collections.nCopies(4, "none"));
    DataSpec spec = Specs.split(0, 0.1, null);
    DataHome home = new DataHome(root, true);
    assertThatThrownBy(() -> idx.inputs(spec, home)).isInstanceOf(MissingData.class);
    IdxSet.write(root.resolve("little"), "");
    Preprocessing inputs = idx.inputs(spec, home);
    DataSet set = idx.load(spec, home, _ -> {});
    assertThat(inputs.shape()).containsExactly(1, 2, 3);
    assertThat(inputs.columns()).isEmpty();
    assertThat(inputs.mean()).containsExactly((double) set.mean()[0]);
    assertThat(inputs.deviation()).containsExactly((double) set.deviation()[0]);
    assertParts(inputs, set);
  }
}
