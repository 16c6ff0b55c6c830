package org.normlab.train.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.data.DataSet;
import org.normlab.data.Tasks;
import org.normlab.train.Run;
import org.normlab.train.Small;

/** What tasks are drawn: each run's from its seed and the task's number alone. */
class TaskDrawsTest {
  private static final int ROWS = 3000;
  private static final int CLASSES = 5;
  private static final DataSet SET = set();

  /** The last 500 rows are held out; a row's true class is its number modulo 5. */
  private static DataSet set() {
    int[] labels = IntStream.range(0, ROWS).map(row -> row % CLASSES).toArray();
    return new DataSet(
        "rows",
        List.of(40),
        CLASSES,
        ByteBuffer.allocateDirect(0),
        labels,
        IntStream.range(0, ROWS - 500).toArray(),
        IntStream.range(ROWS - 500, ROWS - 200).toArray(),
        IntStream.range(ROWS - 200, ROWS).toArray(),
        new float[0],
        new float[0],
        List.of());
  }

  private static TaskDraws draws(String tasks, String seeds) {
    List<Run> runs = Small.spec(Small.MLP, "{\"type\":\"batch\"}", "\"seeds\":" + seeds).runs();
    return new TaskDraws(new Tasks(10, tasks), SET, runs);
  }

  private static long[] ofRun(long[] labels, int r, int width) {
    return IntStream.range(0, ROWS).mapToLong(row -> labels[row * width + r]).toArray();
  }

  @Test
  void labelsOfTrainingRowsAreUniformAndNewInEachTaskAndRun() {
    TaskDraws draws = draws("labels", "[4,9]");
    long[] first = ofRun(draws.labels(0), 0, 2);
    for (long[] other : List.of(ofRun(draws.labels(0), 1, 2), ofRun(draws.labels(1), 0, 2))) {
      long same = IntStream.range(0, 2500).filter(i -> first[i] == other[i]).count();
      // One in five of 2500, with a deviation of 20.
      assertThat(same).isBetween(400L, 600L);
    }
    long rightly = IntStream.range(0, 2500).filter(i -> first[i] == i % CLASSES).count();
    assertThat(rightly).isBetween(400L, 600L);
    for (int c = 0; c < CLASSES; c++) {
      long label = c;
      assertThat(Arrays.stream(first, 0, 2500).filter(l -> l == label).count())
          .isBetween(400L, 600L);
    }
    assertThat(IntStream.range(2500, ROWS)).allMatch(row -> first[row] == row % CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels", "classes"})
  void aRunsLabelsDoNotDependOnItsNeighbours(String tasks) {
    long[] fused = draws(tasks, "[4,9,2]").labels(7);
    assertThat(ofRun(fused, 1, 3)).isEqualTo(draws(tasks, "[9]").labels(7));
  }

  @Test
  void classesGetOtherNamesInAllParts() {
    long[] labels = draws("classes", "[4]").labels(3);
    long[] names = Arrays.copyOf(labels, CLASSES);
    assertThat(Arrays.stream(names).sorted().toArray()).containsExactly(0, 1, 2, 3, 4);
    assertThat(names).isNotEqualTo(new long[] {0, 1, 2, 3, 4});
    assertThat(IntStream.range(0, ROWS)).allMatch(row -> labels[row] == names[row % CLASSES]);
    assertThat(draws("classes", "[4]").labels(4)).isNotEqualTo(labels);
  }

  @Test
  void inputsArePermutedByEachRunForItself() {
    long[] all = draws("inputs", "[4,9]").places(2);
    long[] second = Arrays.copyOfRange(all, 40, 80);
    assertThat(second).isEqualTo(draws("inputs", "[9]").places(2));
    assertThat(second).isNotEqualTo(Arrays.copyOf(all, 40));
    assertThat(Arrays.stream(second).sorted().toArray())
        .isEqualTo(LongStream.range(0, 40).toArray());
    assertThat(draws("inputs", "[9]").places(3)).isNotEqualTo(second);
    // Not even the first task is spared: none should be easier than the others.
    assertThat(draws("inputs", "[9]").places(0)).isNotEqualTo(LongStream.range(0, 40).toArray());
  }
}
