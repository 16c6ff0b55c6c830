package org.normlab.data.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Describes how the columns of a table are read. */
public record TableColumns(
    @Setting(
            value =
                "whether the first row of a table holds the names of its columns; without names"
                    + " they are \"column 1\", \"column 2\", … [found out; refused where it cannot"
                    + " be]",
            preset = "null")
        @Nullable Boolean header,
    @Setting(
            value = "columns of a table that are left out, such as row numbers and names",
            preset = "null",
            minSize = 1,
            maxSize = 10_000)
        @Nullable List<String> exclude) {
  /** Columns as a table has them by default. */
  public static final TableColumns USUAL = new TableColumns(null, null);

  /** Returns the columns that are left out; empty where none are. */
  List<String> excluded() {
    return Objects.requireNonNullElse(exclude, List.of());
  }

  /** Returns a fault for each setting that is made though the data are no table. */
  public List<Problem> unused() {
    List<Problem> faults = new ArrayList<>();
    if (header != null) {
      faults.add(fault("header", header));
    }
    if (exclude != null) {
      faults.add(fault("exclude", exclude));
    }
    return faults;
  }

  private static Problem fault(String setting, Object received) {
    return new Problem(
        "/" + setting, setting + " goes with file and uci/<table> only; received " + received);
  }
}
