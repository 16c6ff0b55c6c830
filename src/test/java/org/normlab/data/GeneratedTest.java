package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.file.DataHome;

class GeneratedTest {
  private static final DataHome NOWHERE = new DataHome(Path.of("no/such/folder"), false);

  private static DataSet load(String kind, int rows, int features, int classes, long seed)
      throws Exception {
    return DataSets.load(Specs.generated(kind, rows, features, classes, seed), NOWHERE, 0, _ -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussians", "teacher", "random-labels"})
  void splitSeedAloneDecides(String kind) throws Exception {
    DataSet set = load(kind, 200, 5, 3, 7);
    DataSet same = load(kind, 200, 5, 3, 7);
    assertThat(same.values()).isEqualTo(set.values());
    assertThat(same.labels()).isEqualTo(set.labels());
    assertThat(same.train()).isEqualTo(set.train());
    DataSet other = load(kind, 200, 5, 3, 8);
    assertThat(other.values()).isNotEqualTo(set.values());
    assertThat(other.labels()).isNotEqualTo(set.labels());
    assertThat(other.train()).isNotEqualTo(set.train());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussians", "teacher", "random-labels"})
  void hasTheSizesThatWereAskedFor(String kind) throws Exception {
    DataSet set = load(kind, 200, 5, 3, 0);
    assertThat(set.name()).isEqualTo(kind);
    assertThat(set.shape()).containsExactly(5);
    assertThat(set.classes()).isEqualTo(3);
    assertThat(set.rows()).isEqualTo(200);
    assertThat(set.train()).hasSize(120);
    assertThat(set.validation()).hasSize(40);
    assertThat(set.test()).hasSize(40);
    assertThat(IntStream.of(set.labels()).distinct()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(set.notes()).isEmpty();
    assertThat(DataSets.outline(Specs.generated(kind, 200, 5, 3, 0), NOWHERE, 0))
        .isEqualTo(new DataShape(set.shape(), 3, 120, 40, 40));
  }

  @Test
  void hasDefaultSizes() throws Exception {
    DataSet set = DataSets.load(Specs.generated("teacher", 1000, 16, 4, 0), NOWHERE, 0, _ -> {});
    assertThat(set.rows()).isEqualTo(1000);
    assertThat(set.shape()).containsExactly(16);
    assertThat(set.classes()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussians", "random-labels"})
  void givesEveryClassEquallyManyRows(String kind) throws Exception {
    int[] count = new int[4];
    for (int label : load(kind, 400, 2, 4, 0).labels()) {
      count[label]++;
    }
    assertThat(count).containsOnly(100);
  }

  @ParameterizedTest
  @CsvSource({"16, 4, 0", "16, 4, 1", "2, 4, 2", "1, 3, 3", "50, 20, 4"})
  void gaussiansAreToldApartByTheNearestCentre(int features, int classes, long seed)
      throws Exception {
    assertThat(nearestCentre(load("gaussians", 4000, features, classes, seed))).isGreaterThan(.99);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void randomLabelsAreNotToldApart(long seed) throws Exception {
    assertThat(nearestCentre(load("random-labels", 4000, 16, 4, seed))).isBetween(.20, .30);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void aTeacherTeachesSomethingThatCentresTellOnlyInPart(long seed) throws Exception {
    assertThat(nearestCentre(load("teacher", 4000, 16, 4, seed))).isBetween(.40, .95);
  }

  /** The share of the test rows that lie nearest to the mean of their class's training rows. */
  private static double nearestCentre(DataSet set) {
    int features = set.shape().getFirst();
    FloatBuffer values = set.values().asFloatBuffer();
    double[][] centres = new double[set.classes()][features];
    int[] count = new int[set.classes()];
    for (int row : set.train()) {
      count[set.labels()[row]]++;
      Arrays.setAll(
          centres[set.labels()[row]],
          f -> centres[set.labels()[row]][f] + values.get(row * features + f));
    }
    for (int c = 0; c < centres.length; c++) {
      int n = count[c];
      centres[c] = Arrays.stream(centres[c]).map(sum -> sum / n).toArray();
    }
    long right =
        IntStream.of(set.test())
            .filter(row -> nearest(centres, values, row) == set.labels()[row])
            .count();
    return (double) right / set.test().length;
  }

  private static int nearest(double[][] centres, FloatBuffer values, int row) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double squares = 0;
      for (int f = 0; f < centres[c].length; f++) {
        squares += Math.pow(values.get(row * centres[c].length + f) - centres[c][f], 2);
      }
      if (squares < least) {
        least = squares;
        best = c;
      }
    }
    return best;
  }
}
