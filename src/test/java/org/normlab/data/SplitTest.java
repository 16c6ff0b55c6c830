package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  private static final int[] UNEVEN = labels(50, 30, 13, 7);

  private static int[] labels(int... sizes) {
    return IntStream.range(0, sizes.length)
        .flatMap(c -> IntStream.range(0, sizes[c]).map(_ -> c))
        .toArray();
  }

  private static Split table(int[] labels, long seed, Double validation, Integer limit) {
    int classes = Arrays.stream(labels).max().orElseThrow() + 1;
    return Split.of(labels, classes, 0, Specs.split(seed, validation, limit));
  }

  @ParameterizedTest
  @CsvSource({
    "100,     ,    , 60, 20, 20",
    "1797,    ,    , 1078, 360, 359",
    "100,  0.0,    , 80, 0, 20",
    "100,  0.5,    , 40, 40, 20",
    "100,  0.5,  15, 15, 40, 20",
    "100,     , 999, 60, 20, 20",
    "7,       ,    , 4, 2, 1",
    "2, 0.9999,    , 1, 1, 0",
  })
  void givesEachPartItsSize(int rows, Double share, Integer limit, int train, int held, int test) {
    int[] labels = IntStream.range(0, rows).map(row -> row % 2).toArray();
    Split split = table(labels, 0, share, limit);
    assertThat(split.train()).hasSize(train);
    assertThat(split.validation()).hasSize(held);
    assertThat(split.test()).hasSize(test);
    assertThat(Split.Sizes.of(rows, 0, Specs.split(0, share, limit)))
        .isEqualTo(new Split.Sizes(train, held, test));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void putsEveryRowIntoExactlyOnePart(int official) {
    Split split = Split.of(UNEVEN, 4, official, Specs.split(3, null, null));
    assertThat(rows(split).sorted().toArray()).isEqualTo(IntStream.range(0, 100).toArray());
    Stream.of(split.train(), split.validation(), split.test())
        .forEach(part -> assertThat(part).isSorted());
  }

  private static IntStream rows(Split split) {
    return Stream.of(split.train(), split.validation(), split.test()).flatMapToInt(Arrays::stream);
  }

  @Test
  void aLimitOnlyLeavesTrainingRowsOut() {
    Split all = table(UNEVEN, 3, null, null);
    Split some = table(UNEVEN, 3, null, 17);
    assertThat(some.train()).hasSize(17).doesNotHaveDuplicates();
    assertThat(all.train()).contains(some.train());
  }

  @Test
  void givesEachPartOfEachClassItsShareWithinARow() {
    Random random = new Random(0);
    for (int seed = 0; seed < 50; seed++) {
      int[] sizes = random.ints(2 + random.nextInt(9), 5, 60).toArray();
      int[] labels = labels(sizes);
      Split split = table(labels, seed, null, labels.length / 3);
      int[] rest = assertShare(sizes, labels, split.test());
      int[] left = assertShare(rest, labels, split.validation());
      assertShare(left, labels, split.train());
    }
  }

  /** What is left of each class. */
  private static int[] assertShare(int[] sizes, int[] labels, int[] part) {
    int[] taken = count(labels, part, sizes.length);
    int all = Arrays.stream(sizes).sum();
    for (int c = 0; c < sizes.length; c++) {
      assertThat((double) taken[c])
          .isCloseTo((double) sizes[c] * part.length / all, within(1 - 1e-9));
    }
    return IntStream.range(0, sizes.length).map(c -> sizes[c] - taken[c]).toArray();
  }

  private static int[] count(int[] labels, int[] part, int classes) {
    int[] count = new int[classes];
    for (int row : part) {
      count[labels[row]]++;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void leavesEveryClassATrainingRow(long seed) {
    int[] labels = labels(1, 2, 60, 1, 3);
    Split split = table(labels, seed, 0.5, 5);
    assertThat(count(labels, split.train(), 5)).containsExactly(1, 1, 1, 1, 1);
  }

  @Test
  void splitSeedAloneDecides() {
    Split split = table(UNEVEN, 7, null, 30);
    assertThat(table(UNEVEN, 7, null, 30)).usingRecursiveComparison().isEqualTo(split);
    assertThat(table(UNEVEN, 8, null, 30).test()).isNotEqualTo(split.test());
    assertThat(table(UNEVEN, 8, null, 30).validation()).isNotEqualTo(split.validation());
  }

  @Test
  void drawsTheSameRowsOnEveryMachineAndJdk() {
    Split split = table(labels(10, 10), 0, null, null);
    assertThat(split.test()).containsExactly(0, 8, 14, 16);
    assertThat(split.validation()).containsExactly(4, 7, 12, 18);
  }

  @Test
  void neitherShareChangesAPartDrawnBefore() {
    Split split = table(UNEVEN, 7, null, null);
    assertThat(table(UNEVEN, 7, 0.6, null).test()).isEqualTo(split.test());
    Split limited = table(UNEVEN, 7, null, 9);
    assertThat(limited.test()).isEqualTo(split.test());
    assertThat(limited.validation()).isEqualTo(split.validation());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void theOfficialTestPartStaysTheTestPart(long seed) {
    Split split = Split.of(UNEVEN, 4, 25, Specs.split(seed, 0.2, 12));
    assertThat(split.test()).isEqualTo(IntStream.range(75, 100).toArray());
    assertThat(split.validation()).hasSize(15);
    assertThat(split.train()).hasSize(12);
    assertThat(rows(split).distinct().count()).isEqualTo(25 + 15 + 12);
  }

  @Test
  void notesThePartsThatLackAClass() {
    Split split = new Split(new int[] {0, 1}, new int[] {2, 3}, new int[] {4});
    int[] labels = {0, 1, 1, 1, 2};
    assertThat(split.notes(labels, List.of("ant", "bee", "cow")))
        .containsExactly(
            "the training part has no row of 1 of 3 classes: cow",
            "the validation part has no row of 2 of 3 classes: ant, cow",
            "the test part has no row of 2 of 3 classes: ant, bee");
  }

  @Test
  void notesNothingOfAnEmptyPartAndAtMostTenClasses() {
    List<String> classes = IntStream.range(0, 12).mapToObj(c -> "c" + c).toList();
    Split split = new Split(new int[] {0}, new int[0], new int[0]);
    assertThat(split.notes(new int[] {0}, classes))
        .containsExactly(
            "the training part has no row of 11 of 12 classes:"
                + " c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, …");
  }
}
