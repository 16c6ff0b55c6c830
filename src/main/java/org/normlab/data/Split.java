package org.normlab.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Row numbers of the three parts, each ascending. {@code splitSeed} alone draws them: the test part
 * first, then validation, then what {@code limit} leaves out, so that neither share changes a part
 * drawn before it. Every draw is stratified by class, and leaves each class a training row as long
 * as there is one to leave.
 */
public record Split(int[] train, int[] validation, int[] test) {
  private static final double TEST_SHARE = 0.2;

  /** Describes how many rows each part has; does not depend on the labels. */
  record Sizes(int train, int validation, int test) {
    /**
     * Returns the sizes of the parts of a set of {@code rows} rows.
     *
     * @param official the number of official test rows; 0 when the set has none
     */
    public static Sizes of(int rows, int official, DataSpec spec) {
      int test = official > 0 ? official : (int) Math.round(TEST_SHARE * rows);
      int rest = rows - test;
      int validation = (int) Math.min(rest - 1L, Math.round(spec.validationShare() * rest));
      int train = rest - validation;
      return new Sizes(
          spec.limit() == null ? train : Math.min(spec.limit(), train), validation, test);
    }
  }

  /**
   * Parts rows at random, by the seed of the split.
   *
   * @param official the number of official test rows, which stand last; 0 when the set has none
   */
  public static Split of(int[] labels, int classes, int official, DataSpec spec) {
    Sizes sizes = Sizes.of(labels.length, official, spec);
    int[] rest = IntStream.range(0, labels.length - official).toArray();
    new Draws(spec.splitSeed(), "split").shuffle(rest);
    int[] test = IntStream.range(rest.length, labels.length).toArray();
    if (official == 0) {
      Halves halves = halve(rest, labels, classes, sizes.test);
      test = halves.taken;
      rest = halves.left;
    }
    Halves halves = halve(rest, labels, classes, sizes.validation);
    int surplus = halves.left.length - sizes.train;
    int[] train = halve(halves.left, labels, classes, surplus).left;
    return new Split(ascending(train), ascending(halves.taken), ascending(test));
  }

  /**
   * All three parts as they were published, in this order; only {@code limit} is drawn.
   *
   * @param validation the number of validation rows; {@code test} likewise
   */
  static Split published(int[] labels, int classes, int validation, int test, DataSpec spec) {
    int rest = labels.length - test;
    int[] train = IntStream.range(0, rest - validation).toArray();
    new Draws(spec.splitSeed(), "split").shuffle(train);
    int surplus = spec.limit() == null ? 0 : Math.max(0, train.length - spec.limit());
    return new Split(
        ascending(halve(train, labels, classes, surplus).left),
        IntStream.range(rest - validation, rest).toArray(),
        IntStream.range(rest, labels.length).toArray());
  }

  private record Halves(int[] taken, int[] left) {}

  /** Takes {@code total} of the rows, the first ones of each class. */
  private static Halves halve(int[] rows, int[] labels, int classes, int total) {
    int[] sizes = new int[classes];
    for (int row : rows) {
      sizes[labels[row]]++;
    }
    int[] open = shares(sizes, total);
    int[] taken = new int[total];
    int[] left = new int[rows.length - total];
    int t = 0;
    int l = 0;
    for (int row : rows) {
      if (open[labels[row]]-- > 0) {
        taken[t++] = row;
      } else {
        left[l++] = row;
      }
    }
    return new Halves(taken, left);
  }

  /**
   * {@code total} in proportion to the sizes, by largest remainder; a size is used up only when
   * nothing else is left to take.
   */
  static int[] shares(int[] sizes, int total) {
    long all = Math.max(1, Arrays.stream(sizes).asLongStream().sum());
    int[] shares = new int[sizes.length];
    List<Integer> order = new ArrayList<>();
    for (int c = 0; c < sizes.length; c++) {
      shares[c] = Math.min((int) ((long) total * sizes[c] / all), Math.max(0, sizes[c] - 1));
      order.add(c);
    }
    order.sort(
        (a, b) -> Long.compare(total * (long) sizes[b] % all, total * (long) sizes[a] % all));
    int missing = total - Arrays.stream(shares).sum();
    for (int keep = 1; keep >= 0; keep--) {
      boolean moved = true;
      while (missing > 0 && moved) {
        moved = false;
        for (int c : order) {
          if (missing > 0 && shares[c] < sizes[c] - keep) {
            shares[c]++;
            missing--;
            moved = true;
          }
        }
      }
    }
    return shares;
  }

  private static int[] ascending(int[] rows) {
    Arrays.sort(rows);
    return rows;
  }

  /** One sentence for each part that lacks a class. */
  List<String> notes(int[] labels, List<String> classes) {
    List<String> notes = new ArrayList<>();
    note(notes, "training", train, labels, classes);
    note(notes, "validation", validation, labels, classes);
    note(notes, "test", test, labels, classes);
    return notes;
  }

  private static void note(
      List<String> notes, String part, int[] rows, int[] labels, List<String> classes) {
    if (rows.length == 0) {
      return;
    }
    boolean[] seen = new boolean[classes.size()];
    for (int row : rows) {
      seen[labels[row]] = true;
    }
    List<String> absent =
        IntStream.range(0, seen.length).filter(c -> !seen[c]).mapToObj(classes::get).toList();
    if (!absent.isEmpty()) {
      String first = String.join(", ", absent.subList(0, Math.min(10, absent.size())));
      notes.add(
          "the "
              + part
              + " part has no row of "
              + absent.size()
              + " of "
              + classes.size()
              + " classes: "
              + first
              + (absent.size() > 10 ? ", …" : ""));
    }
  }
}
