package org.normlab.study;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Curves;

/**
 * One metric over steps, of each method in each block.
 *
 * @param level of the bands
 */
public record CurveSet(String metric, String compared, double level, List<InBlock> blocks) {
  public record InBlock(Map<String, String> coordinates, List<OfMethod> methods) {}

  /**
   * One method of a block.
   *
   * @param chosen label by axis that was chosen over; null while nothing can be chosen
   */
  public record OfMethod(String method, @Nullable Map<String, String> chosen, Curves curves) {}
}
