package org.normlab.data;

import java.util.Arrays;
import java.util.List;

/**
 * Describes what became of the rows of a data set before a network saw them, so that it can be done
 * elsewhere: (value − mean) / deviation, of a table by column, of an image by channel with pixels
 * in [0, 1].
 *
 * @param shape of one sample, as networks take it
 * @param columns of a table, the features that are kept, counted from 0 over all columns of the
 *     file without the label, excluded ones included; empty for images
 * @param mean over the training rows, one a kept column or channel
 * @param deviation likewise
 * @param train row numbers, counted from 0 as the set is kept, rows without label included;
 *     official test rows come last. Validation and test likewise
 */
public record Preprocessing(
    List<Integer> shape,
    List<Integer> columns,
    List<Double> mean,
    List<Double> deviation,
    List<Integer> train,
    List<Integer> validation,
    List<Integer> test) {

  static Preprocessing of(DataSet images) {
    return new Preprocessing(
        images.shape(),
        List.of(),
        doubles(images.mean()),
        doubles(images.deviation()),
        list(images.train()),
        list(images.validation()),
        list(images.test()));
  }

  /**
   * Describes the preprocessing of a table.
   *
   * @param columns where each feature stands among all columns but the label
   * @param rows where each row stands in the file
   */
  static Preprocessing of(ColumnScale scale, int[] columns, int[] rows, Split split) {
    int[] kept = scale.kept();
    return new Preprocessing(
        List.of(kept.length),
        places(kept, columns),
        Arrays.stream(kept).mapToObj(scale::meanOf).toList(),
        Arrays.stream(kept).mapToObj(scale::deviationOf).toList(),
        places(split.train(), rows),
        places(split.validation(), rows),
        places(split.test(), rows));
  }

  private static List<Integer> places(int[] chosen, int[] places) {
    return Arrays.stream(chosen).mapToObj(i -> places[i]).toList();
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<Double> doubles(float[] values) {
    Double[] wide = new Double[values.length];
    Arrays.setAll(wide, i -> (double) values[i]);
    return List.of(wide);
  }
}
