package org.normlab.data;

import java.util.ArrayList;
import java.util.List;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Rows that are drawn from the seed of the split. */
public record GeneratedData(
    @Setting(
            value = "a generated set",
            oneOf = {Generated.GAUSSIANS, Generated.TEACHER, Generated.RANDOM_LABELS})
        String generated,
    @Setting(value = "rows of the generated set", preset = "1000", min = 10, max = 10_000_000)
        int rows,
    @Setting(value = "features of the generated set", preset = "16", min = 1, max = 100_000)
        int features,
    @Setting(value = "classes of the generated set", preset = "4", min = 2, max = 1000) int classes)
    implements DataSource, Checked {

  @Override
  public String reference() {
    return generated;
  }

  @Override
  public Kind reader(int window) {
    return new Generated(this);
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    if (rows < Generated.ROWS_A_CLASS * (long) classes) {
      faults.add(
          new Problem(
              "/rows",
              "rows must be at least %d a class so that each part sees each class; received %d rows for %d classes"
                  .formatted(Generated.ROWS_A_CLASS, rows, classes)));
    }
    if ((long) rows * features > Generated.MAX_CELLS) {
      faults.add(
          new Problem(
              "/rows",
              "rows × features may be %d; received %d × %d"
                  .formatted(Generated.MAX_CELLS, rows, features)));
    }
    return faults;
  }
}
