package org.normlab.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normlab.data.table.TableColumns;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Unused;

/** Describes which rows a job learns from, and how they are split. */
public record DataSpec(
    DataSource source,
    @Setting(
            value =
                "share of the rows outside the test part held out for validation [0.1 of named"
                    + " images and of texts; else 0.25, so that a table splits 60/20/20]",
            preset = "null",
            min = 0,
            below = 1)
        @Nullable Double validation,
    @Setting(
            value = "seed of the split and of generated rows; the same for all runs of a job",
            preset = "0",
            min = 0)
        long splitSeed,
    @Setting(
            value = "use only so many training rows, stratified; of a text so many tokens",
            preset = "null",
            min = 1)
        @Nullable Integer limit,
    @Setting(value = "random changes of training images", preset = "null")
        @Nullable Augment augment,
    Tasks tasks)
    implements Checked {

  private static final double OFFICIAL_VALIDATION = 0.1;
  private static final double TABLE_VALIDATION = 0.25;

  /** Fills in the default that depends on the source, so that a job reads as it will run. */
  public DataSpec {
    if (validation == null) {
      validation = source.hasFixedTest() ? OFFICIAL_VALIDATION : TABLE_VALIDATION;
    }
  }

  /** Returns the rows of a source with the default split. */
  public static DataSpec of(DataSource source) {
    return new DataSpec(source, null, 0, null, null, Tasks.ONE);
  }

  /** Returns the rows of a named set with the default split. */
  public static DataSpec named(String name) {
    return of(new NamedData(name, TableColumns.USUAL));
  }

  /** Tells whether two jobs read the same files, or what the same generator makes. */
  public boolean hasSameSource(DataSpec other) {
    return source.getClass() == other.source.getClass()
        && source.reference().equals(other.source.reference());
  }

  /** Returns {@code validation}, which is never null once the record is made. */
  public double validationShare() {
    return Objects.requireNonNull(validation);
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    if (tasks.areMany() && source.isText()) {
      faults.add(
          new Problem(
              "/relabelEvery",
              "relabelEvery is for rows that have a label each, not for texts; received "
                  + tasks.relabelEvery()));
    }
    if (tasks.permuteInputs() && augment != null) {
      faults.add(
          new Problem(
              "/augment",
              "augment moves pixels among their neighbours, and under tasks \"inputs\" an image has"
                  + " none"));
    }
    if (source.isText()) {
      faults.addAll(Unused.problems(this, "splitSeed", "a text is split by position"));
    }
    return faults;
  }
}
