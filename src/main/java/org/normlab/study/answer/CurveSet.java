package org.normlab.study.answer;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Curves;

/**
 * One metric over steps, of each method in each block.
 *
 * @param level of the bands
 */
public record CurveSet(String metric, String compared, double level, List<InBlock> blocks) {
  /** More than these no picture shows; a long training has hundreds of thousands. */
  public static final int MOST_STEPS = 1000;

  public record InBlock(Map<String, String> coordinates, List<OfMethod> methods) {}

  /**
   * One method of a block.
   *
   * @param chosen label by axis that was chosen over; null while nothing can be chosen
   * @param curves at most {@link #MOST_STEPS} of the common steps, the first and the last among
   *     them
   * @param commonSteps all steps that the runs share
   * @param every of the common steps each so manieth is in the curves, and the last; 1 where all
   *     are
   */
  public record OfMethod(
      String method,
      @Nullable Map<String, String> chosen,
      Curves curves,
      int commonSteps,
      int every) {

    /** Creates the curves of a method with all common steps. */
    public static OfMethod of(String method, @Nullable Map<String, String> chosen, Curves whole) {
      List<Curves.Point> all = whole.points();
      int last = all.size() - 1;
      int every = Math.max(1, Math.ceilDiv(last, MOST_STEPS - 1));
      List<Curves.Point> some =
          IntStream.rangeClosed(0, last)
              .filter(i -> i % every == 0 || i == last)
              .mapToObj(all::get)
              .toList();
      Curves shown = new Curves(whole.series(), whole.empty(), whole.leftOut(), some);
      return new OfMethod(method, chosen, shown, all.size(), every);
    }
  }
}
