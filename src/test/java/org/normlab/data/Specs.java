package org.normlab.data;

import java.util.List;

/** Data settings, by what a test cares about. */
final class Specs {
  private Specs() {}

  static DataSpec split(long seed, Double validation, Integer limit) {
    return new DataSpec(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        validation,
        seed,
        limit,
        null,
        Tasks.ONE);
  }

  static DataSpec file(String file, String label) {
    return new DataSpec(
        null, file, label, null, null, null, null, null, null, null, null, null, null, 0, null,
        null, Tasks.ONE);
  }

  static DataSpec table(String file, String label, Boolean header, String... exclude) {
    List<String> excluded = exclude.length == 0 ? null : List.of(exclude);
    return new DataSpec(
        null, file, label, header, excluded, null, null, null, null, null, null, null, null, 0,
        null, null, Tasks.ONE);
  }

  static DataSpec validation(String file, String label, double share) {
    return new DataSpec(
        null, file, label, null, null, null, null, null, null, null, null, null, share, 0, null,
        null, Tasks.ONE);
  }

  static DataSpec uci(String name, Boolean header, String... exclude) {
    List<String> excluded = exclude.length == 0 ? null : List.of(exclude);
    return new DataSpec(
        name, null, null, header, excluded, null, null, null, null, null, null, null, null, 0, null,
        null, Tasks.ONE);
  }

  static DataSpec named(String name, Double validation, long seed, Integer limit) {
    return new DataSpec(
        name,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        validation,
        seed,
        limit,
        null,
        Tasks.ONE);
  }

  static DataSpec folder(String folder, int size, Double validation, Integer limit) {
    return new DataSpec(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        folder,
        size,
        null,
        validation,
        0,
        limit,
        null,
        Tasks.ONE);
  }

  static DataSpec text(String text, Double validation, Integer limit) {
    return new DataSpec(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        text,
        validation,
        0,
        limit,
        null,
        Tasks.ONE);
  }

  static DataSpec generated(String kind, int rows, int features, int classes, long seed) {
    return new DataSpec(
        null, null, null, null, null, kind, rows, features, classes, null, null, null, null, seed,
        null, null, Tasks.ONE);
  }
}
