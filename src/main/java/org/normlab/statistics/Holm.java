package org.normlab.statistics;

import java.util.List;

/**
 * Holm's step-down correction of a family of p values (Holm 1979), equal to statsmodels' {@code
 * multipletests(method='holm')}.
 */
public final class Holm {
  private Holm() {}

  /**
   * Corrected p values in the given order. An undefined one stays undefined and does not count in
   * the family.
   */
  public static List<Figure> adjust(List<Figure> p) {
    throw new UnsupportedOperationException();
  }
}
