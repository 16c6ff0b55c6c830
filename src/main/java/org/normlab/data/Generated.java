package org.normlab.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.normlab.data.file.DataHome;
import org.normlab.data.table.ClassCount;
import org.normlab.data.table.Table;

/**
 * Sets drawn from {@code splitSeed}, for tests and for studies where the truth is known.
 *
 * <ul>
 *   <li>gaussians: one cloud of deviation 1 a class, centres at least 8 apart
 *   <li>teacher: normal features, labelled by a fixed random network of two layers whose answers
 *       are centred so that no class starves
 *   <li>random-labels: normal features, labels that have nothing to do with them; can only be
 *       learned by heart
 * </ul>
 */
final class Generated implements Kind {
  /** Grows when the same settings make other rows. */
  private static final String VERSION = "generator:1";

  static final String GAUSSIANS = "gaussians";
  static final String TEACHER = "teacher";
  static final String RANDOM_LABELS = "random-labels";

  /** Rows of each class with which 60/20/20 gives each part of a balanced set each class. */
  static final int ROWS_A_CLASS = 5;

  static final int MAX_CELLS = 1 << 28;

  private static final double APART = 8;
  private static final int HIDDEN = 64;

  private final GeneratedData data;

  Generated(GeneratedData data) {
    this.data = data;
  }

  @Override
  public DataShape outline(DataSpec spec, DataHome home) {
    Split.Sizes sizes = Split.Sizes.of(data.rows(), 0, spec);
    return new DataShape(
        List.of(data.features()), data.classes(), sizes.train(), sizes.validation(), sizes.test());
  }

  @Override
  public DataSet load(DataSpec spec, DataHome home, Consumer<String> progress) throws IOException {
    Table table = table(spec.splitSeed());
    progress.accept(ClassCount.sentence(table.labels(), table.classes()));
    return new StandardizedTable(table, spec).standardized(data.generated());
  }

  @Override
  public Preprocessing inputs(DataSpec spec, DataHome home) throws IOException {
    return new StandardizedTable(table(spec.splitSeed()), spec).inputs();
  }

  static List<Listing> listings() {
    return List.of(
        listing(GAUSSIANS, "one normal cloud a class, far apart"),
        listing(TEACHER, "normal features, labelled by a fixed random network of two layers"),
        listing(RANDOM_LABELS, "normal features, labels that have nothing to do with them"));
  }

  @Override
  public String digest(DataSpec spec, DataHome home, Consumer<String> progress) {
    return VERSION;
  }

  private static Listing listing(String name, String summary) {
    return new Listing(name, "generated", true, summary, "none needed", "");
  }

  private Table table(long seed) {
    String name = data.generated();
    int rows = data.rows();
    int features = data.features();
    int classes = data.classes();
    Draws draws = new Draws(seed, name);
    int[] labels = IntStream.range(0, rows).map(row -> row % classes).toArray();
    draws.shuffle(labels);
    double[] cells = new double[rows * features];
    Arrays.setAll(cells, _ -> draws.gaussian());
    switch (name) {
      case GAUSSIANS -> spread(cells, labels, centres(classes, features, draws));
      case TEACHER -> labels = taught(cells, rows, classes, draws);
      case RANDOM_LABELS -> {}
      default -> throw new IllegalArgumentException("no generated set " + name);
    }
    return new Table(
        name,
        IntStream.range(0, features).mapToObj(f -> "feature " + f).toList(),
        cells,
        labels,
        IntStream.range(0, classes).mapToObj(String::valueOf).toList());
  }

  private static void spread(double[] cells, int[] labels, double[][] centres) {
    int features = cells.length / labels.length;
    for (int i = 0; i < cells.length; i++) {
      cells[i] += centres[labels[i / features]][i % features];
    }
  }

  /** Normal draws, each again until it is far enough from those before, ever wider. */
  private static double[][] centres(int classes, int features, Draws draws) {
    double[][] centres = new double[classes][];
    double width = APART / 2;
    for (int c = 0; c < classes; width *= 1.05) {
      double[] centre = new double[features];
      for (int f = 0; f < features; f++) {
        centre[f] = width * draws.gaussian();
      }
      centres[c] = centre;
      if (IntStream.range(0, c).allMatch(other -> apart(centres[other], centre))) {
        c++;
        width /= 1.05;
      }
    }
    return centres;
  }

  private static boolean apart(double[] a, double[] b) {
    double squares = 0;
    for (int f = 0; f < a.length && squares < APART * APART; f++) {
      squares += (a[f] - b[f]) * (a[f] - b[f]);
    }
    return squares >= APART * APART;
  }

  private static int[] taught(double[] cells, int rows, int classes, Draws draws) {
    int features = cells.length / rows;
    double[] in = new double[HIDDEN * features];
    Arrays.setAll(in, _ -> 2 * draws.gaussian() / Math.sqrt(features));
    double[] out = new double[classes * HIDDEN];
    Arrays.setAll(out, _ -> draws.gaussian());
    float[] answers = new float[rows * classes];
    double[] mean = new double[classes];
    double[] hidden = new double[HIDDEN];
    for (int row = 0; row < rows; row++) {
      for (int h = 0; h < HIDDEN; h++) {
        hidden[h] = StrictMath.tanh(dot(in, h * features, cells, row * features, features));
      }
      for (int c = 0; c < classes; c++) {
        double answer = dot(out, c * HIDDEN, hidden, 0, HIDDEN);
        answers[row * classes + c] = (float) answer;
        mean[c] += answer / rows;
      }
    }
    return IntStream.range(0, rows).map(row -> best(answers, row * classes, mean)).toArray();
  }

  private static int best(float[] answers, int from, double[] mean) {
    int best = 0;
    for (int c = 1; c < mean.length; c++) {
      if (answers[from + c] - mean[c] > answers[from + best] - mean[best]) {
        best = c;
      }
    }
    return best;
  }

  private static double dot(double[] a, int fromA, double[] b, int fromB, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[fromA + i] * b[fromB + i];
    }
    return sum;
  }
}
