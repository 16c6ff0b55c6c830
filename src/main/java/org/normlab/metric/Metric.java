package org.normlab.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Direction;

/**
 * The definition of one metric, or of a family of them that differ in a place of the network.
 *
 * @param name as in series and summaries; one part may be {@code <place>} or {@code <tensor>} and
 *     stands for any text
 * @param label short, as the heading of a column
 * @param unit empty for a number without
 * @param better which end is the good one; null where neither is, so that nothing is compared or
 *     chosen by it
 * @param definition one whole sentence
 * @param requirements what a job must have so that its runs have the metric; none for every job
 */
public record Metric(
    String name,
    String label,
    String unit,
    @Nullable Direction better,
    String definition,
    Appears appears,
    Format format,
    List<Requirement> requirements) {
  /** The beginning of the names of what probes measure. */
  public static final String PROBE = "probe.";

  public Metric {
    requirements = List.copyOf(requirements);
  }

  /**
   * Tells whether a study can choose by it and compare by it: summaries have it, and a good end.
   */
  public boolean isComparable() {
    return better != null && appears.inSummary();
  }

  /** Tells whether a lower value is the better one. */
  public boolean isBetterLower() {
    return better == Direction.LOWER;
  }

  /** Returns {@code higher}, {@code lower} or {@code none}. */
  public String direction() {
    return better == null ? "none" : better == Direction.HIGHER ? "higher" : "lower";
  }

  /** Tells whether it is a share such as an accuracy, of which a diverged run has 0. */
  public boolean isShare() {
    return format == Format.SHARE;
  }

  /** Tells whether a measured value of that name is one of this metric. */
  boolean defines(String measured) {
    int from = name.indexOf('<');
    if (from < 0) {
      return name.equals(measured);
    }
    String before = name.substring(0, from);
    String after = name.substring(name.indexOf('>') + 1);
    return measured.length() > before.length() + after.length()
        && measured.startsWith(before)
        && measured.endsWith(after);
  }
}
