package org.normlab.data;

/** Data settings, by what a test cares about. */
final class Specs {
  private Specs() {}

  static DataSpec split(long seed, Double validation, Integer limit) {
    return new DataSpec(null, null, null, null, null, null, null, validation, seed, limit, null);
  }

  static DataSpec file(String file, String label) {
    return new DataSpec(null, file, label, null, null, null, null, null, 0, null, null);
  }

  static DataSpec generated(String kind, int rows, int features, int classes, long seed) {
    return new DataSpec(null, null, null, kind, rows, features, classes, null, seed, null, null);
  }
}
