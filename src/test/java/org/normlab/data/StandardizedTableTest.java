package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.IllegalDataException;
import org.normlab.data.table.ClassCount;
import org.normlab.data.table.Table;

class StandardizedTableTest {
  private static final int ROWS = 50;
  private static final int[] LABELS = IntStream.range(0, ROWS).map(row -> row % 2).toArray();
  private static final DataSpec SPEC = Specs.split(0, null, null);
  private static final int[] TRAIN = Split.of(LABELS, 2, 0, SPEC).train();

  /** The training rows hold these numbers in turn, all others hold {@code other}. */
  private static double[] column(double other, double... training) {
    double[] column = new double[ROWS];
    Arrays.fill(column, other);
    for (int i = 0; i < TRAIN.length; i++) {
      column[TRAIN[i]] = training[i % training.length];
    }
    return column;
  }

  private static Table table(double[]... columns) {
    double[] cells = new double[ROWS * columns.length];
    Arrays.setAll(cells, i -> columns[i % columns.length][i / columns.length]);
    List<String> names = IntStream.range(0, columns.length).mapToObj(c -> "f" + c).toList();
    return new Table("t.csv", names, cells, LABELS, List.of("p", "q"));
  }

  private static float[] values(DataSet set) {
    float[] values = new float[set.values().remaining() / Float.BYTES];
    set.values().asFloatBuffer().get(values);
    return values;
  }

  @Test
  void standardizesByTheTrainingRowsAlone() throws Exception {
    DataSet set =
        new StandardizedTable(table(column(1002, 1, 3), column(-2, 10, 10, 40)), SPEC)
            .standardized("t");
    float[] values = values(set);
    float step = (float) Math.sqrt(.5);
    for (int row = 0; row < ROWS; row++) {
      int at = Arrays.binarySearch(TRAIN, row);
      assertThat(values[2 * row]).isEqualTo(at < 0 ? 1000 : at % 2 == 0 ? -1 : 1);
      assertThat(values[2 * row + 1])
          .isEqualTo(at < 0 ? -22 / (float) Math.sqrt(200) : at % 3 == 2 ? 2 * step : -step);
    }
  }

  @Test
  void standsReadyForTheDevice() throws Exception {
    DataSet set = new StandardizedTable(table(column(0, 1, 3)), SPEC).standardized("t");
    assertThat(set.name()).isEqualTo("t");
    assertThat(set.isImage()).isFalse();
    assertThat(set.shape()).containsExactly(1);
    assertThat(set.classes()).isEqualTo(2);
    assertThat(set.rows()).isEqualTo(ROWS);
    assertThat(set.labels()).isEqualTo(LABELS);
    assertThat(set.train()).isEqualTo(TRAIN);
    assertThat(set.mean()).isEmpty();
    assertThat(set.notes()).isEmpty();
    assertThat(set.values().isDirect()).isTrue();
    assertThat(set.values().order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(set.values().remaining()).isEqualTo(ROWS * Float.BYTES);
  }

  @Test
  void dropsColumnsThatAreConstantOverTheTrainingRows() throws Exception {
    Table table = table(column(5, .1), column(0, 1, 3), column(7, 7), column(3, 3, 1));
    DataSet set = new StandardizedTable(table, SPEC).standardized("t");
    assertThat(set.shape()).containsExactly(2);
    assertThat(set.notes())
        .containsExactly("dropped 2 of 4 features, constant over the training rows: f0, f2");
    int first = TRAIN[0];
    assertThat(Arrays.copyOfRange(values(set), 2 * first, 2 * first + 2)).containsExactly(-1, 1);
    assertThat(new StandardizedTable(table, SPEC).outline())
        .isEqualTo(
            new DataShape(
                List.of(2),
                2,
                30,
                10,
                10,
                0,
                List.of(new ClassCount("p", 25), new ClassCount("q", 25)),
                List.of()));
  }

  @Test
  void namesAtMostTenDroppedColumns() throws Exception {
    double[][] columns = new double[13][];
    Arrays.fill(columns, column(0, 1));
    columns[0] = column(0, 1, 3);
    assertThat(new StandardizedTable(table(columns), SPEC).standardized("t").notes())
        .singleElement()
        .asString()
        .startsWith("dropped 12 of 13 features")
        .endsWith("f9, f10, …");
  }

  @Test
  void notesPartsThatLackAClass() throws Exception {
    int[] labels = new int[ROWS];
    labels[7] = 1;
    double[] cells = IntStream.range(0, ROWS).asDoubleStream().toArray();
    Table table = new Table("t.csv", List.of("f"), cells, labels, List.of("p", "q"));
    assertThat(new StandardizedTable(table, SPEC).standardized("t").notes())
        .containsExactly(
            "the validation part has no row of 1 of 2 classes: q",
            "the test part has no row of 1 of 2 classes: q");
  }

  @Test
  void refusesATableOfConstantsAlone() {
    assertThatThrownBy(
            () -> new StandardizedTable(table(column(1, 2), column(2, 1)), SPEC).standardized("t"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessage("t.csv: every feature is constant over the 30 training rows; one must vary");
  }

  @Test
  void saysThatOneTrainingRowIsLeft() {
    assertThatThrownBy(
            () ->
                new StandardizedTable(table(column(1, 1, 2)), Specs.split(0, .99, null))
                    .standardized("t"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageStartingWith(
            "t.csv: 1 training row is left beside 39 for validation and 10 for the test");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-320, 1e-200, 1e-8, 1, 1e200, 5e307})
  void standardizesNumbersOfAnySize(double unit) throws Exception {
    Table table = table(column(2 * unit, unit, 3 * unit));
    float[] values = values(new StandardizedTable(table, SPEC).standardized("t"));
    for (int row = 0; row < ROWS; row++) {
      int at = Arrays.binarySearch(TRAIN, row);
      assertThat(values[row]).isCloseTo(at < 0 ? 0 : at % 2 == 0 ? -1 : 1, within(1e-3f));
    }
    Preprocessing inputs = new StandardizedTable(table, SPEC).inputs();
    assertThat(inputs.mean().getFirst()).isCloseTo(2 * unit, withinPercentage(.1));
    assertThat(inputs.deviation().getFirst()).isCloseTo(unit, withinPercentage(.1));
  }

  @Test
  void refusesNumbersThatCannotBeStandardized() {
    int row =
        IntStream.range(0, ROWS).filter(r -> Arrays.binarySearch(TRAIN, r) < 0).min().orElse(0);
    assertThatThrownBy(
            () -> new StandardizedTable(table(column(1e300, 1, 3)), SPEC).standardized("t"))
        .isInstanceOf(IllegalDataException.class)
        .hasMessageContaining("t.csv, row " + (row + 1) + ", column \"f0\": 1.0E300 lies too far");
  }
}
