package org.normlab.data;

import java.util.List;
import org.normlab.data.table.TableColumns;

/** Data settings, by what a test cares about. */
public final class Specs {
  private Specs() {}

  private static DataSpec of(DataSource source, Double validation, long seed, Integer limit) {
    return new DataSpec(source, validation, seed, limit, null, Tasks.ONE);
  }

  private static TableColumns columns(Boolean header, String... exclude) {
    return new TableColumns(header, exclude.length == 0 ? null : List.of(exclude));
  }

  public static DataSpec split(long seed, Double validation, Integer limit) {
    return named("digits", validation, seed, limit);
  }

  public static DataSpec file(String file, String label) {
    return table(file, label, null);
  }

  static DataSpec table(String file, String label, Boolean header, String... exclude) {
    return DataSpec.of(new TableData(file, label, columns(header, exclude)));
  }

  static DataSpec validation(String file, String label, double share) {
    return of(new TableData(file, label, TableColumns.USUAL), share, 0, null);
  }

  static DataSpec uci(String name, Boolean header, String... exclude) {
    return DataSpec.of(new NamedData(name, columns(header, exclude)));
  }

  static DataSpec named(String name, Double validation, long seed, Integer limit) {
    return of(new NamedData(name, TableColumns.USUAL), validation, seed, limit);
  }

  public static DataSpec folder(String folder, int size, Double validation, Integer limit) {
    return of(new FolderData(folder, size), validation, 0, limit);
  }

  static DataSpec text(String text, Double validation, Integer limit) {
    return of(new TextData(text), validation, 0, limit);
  }

  public static DataSpec generated(String kind, int rows, int features, int classes, long seed) {
    return of(new GeneratedData(kind, rows, features, classes), null, seed, null);
  }
}
