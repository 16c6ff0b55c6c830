package org.normlab.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normlab.setting.Checked;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Unused;

/**
 * Which rows a job learns from: exactly one of {@code name}, {@code file}, {@code generated},
 * {@code folder} and {@code text}, and how they are split.
 */
public record DataSpec(
    @Setting(
            value = "a named set: digits, mnist, fashion-mnist, cifar-10, shakespeare, uci/<table>",
            preset = "null",
            minSize = 1,
            maxSize = 200)
        @Nullable String name,
    @Setting(
            value = "a CSV table below the data folder",
            preset = "null",
            minSize = 1,
            maxSize = 500)
        @Nullable String file,
    @Setting(
            value = "the label column of the CSV table",
            preset = "null",
            minSize = 1,
            maxSize = 200)
        @Nullable String label,
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
        @Nullable List<String> exclude,
    @Setting(
            value = "a generated set",
            preset = "null",
            oneOf = {"gaussians", "teacher", "random-labels"})
        @Nullable String generated,
    @Setting(
            value = "rows of the generated set [1000]",
            preset = "null",
            min = 10,
            max = 10_000_000)
        @Nullable Integer rows,
    @Setting(value = "features of the generated set [16]", preset = "null", min = 1, max = 100_000)
        @Nullable Integer features,
    @Setting(value = "classes of the generated set [4]", preset = "null", min = 2, max = 1000)
        @Nullable Integer classes,
    @Setting(
            value =
                "a tree of JPEG and PNG files below the data folder, one folder a class, or"
                    + " official parts by their usual names (train, val, test, …) with these",
            preset = "null",
            minSize = 1,
            maxSize = 500)
        @Nullable String folder,
    @Setting(
            value =
                "pixels to which the shorter side of the folder's images is resized before the"
                    + " centre is cut out, a square [224]",
            preset = "null",
            min = 8,
            max = 1024)
        @Nullable Integer size,
    @Setting(
            value =
                "a UTF-8 file below the data folder, to be continued character by character; its"
                    + " last tenth is the test part, validation stands before it",
            preset = "null",
            minSize = 1,
            maxSize = 500)
        @Nullable String text,
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

  /** Fills in the defaults that depend on the source, so that a job reads as it will run. */
  public DataSpec {
    if (validation == null) {
      boolean fixedTest =
          DataSets.hasOfficialTest(name) || text != null || TextFile.SHAKESPEARE.equals(name);
      validation = fixedTest ? OFFICIAL_VALIDATION : TABLE_VALIDATION;
    }
    if (folder != null) {
      size = size == null ? ImageFolder.SIZE : size;
    }
    if (generated != null) {
      rows = rows == null ? Generated.ROWS : rows;
      features = features == null ? Generated.FEATURES : features;
      classes = classes == null ? Generated.CLASSES : classes;
    }
  }

  /** The rows of a named set with the default split. */
  public static DataSpec named(String name) {
    return new DataSpec(
        name, null, null, null, null, null, null, null, null, null, null, null, null, 0, null, null,
        Tasks.ONE);
  }

  /** A generated set of the default size, with the default split. */
  public static DataSpec generated(String kind) {
    return new DataSpec(
        null, null, null, null, null, kind, null, null, null, null, null, null, null, 0, null, null,
        Tasks.ONE);
  }

  /** Whether samples are windows of a text. */
  public boolean isText() {
    return text != null || TextFile.SHAKESPEARE.equals(name);
  }

  /** Whether the rows are those of a CSV file. */
  public boolean isTable() {
    return file != null || (name != null && name.startsWith(TableFile.UCI + "/"));
  }

  /** The columns that are left out; empty where none are. */
  public List<String> excluded() {
    return exclude == null ? List.of() : exclude;
  }

  /** What the rows are taken from, as a user knows it; null when nothing is named. */
  public @Nullable String source() {
    return Stream.of(name, file, generated, folder, text)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether two jobs read the same files, or what the same generator makes. */
  public boolean hasSameSource(DataSpec other) {
    return Objects.equals(name, other.name)
        && Objects.equals(file, other.file)
        && Objects.equals(generated, other.generated)
        && Objects.equals(folder, other.folder)
        && Objects.equals(text, other.text);
  }

  /** {@code validation}, which is never null once the record is made. */
  public double validationShare() {
    return Objects.requireNonNull(validation);
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    long sources = Stream.of(name, file, generated, folder, text).filter(s -> s != null).count();
    if (sources != 1) {
      faults.add(
          new Problem(
              "",
              "data needs exactly one of name, file, generated, folder and text; received "
                  + sources));
    }
    if (file != null && label == null) {
      faults.add(
          new Problem("/label", "a file needs label, the name of its class column; received none"));
    }
    if (file == null && label != null) {
      faults.add(new Problem("/label", "label goes with file only; received \"" + label + "\""));
    }
    if (!isTable()) {
      if (header != null) {
        faults.add(
            new Problem(
                "/header", "header goes with file and uci/<table> only; received " + header));
      }
      if (exclude != null) {
        faults.add(
            new Problem(
                "/exclude", "exclude goes with file and uci/<table> only; received " + exclude));
      }
    }
    if (name != null && !DataSets.isName(name)) {
      faults.add(new Problem("/name", DataSets.unknown(name)));
    }
    pathFaults(faults, "file", file);
    pathFaults(faults, "folder", folder);
    pathFaults(faults, "text", text);
    if (folder == null && size != null) {
      faults.add(new Problem("/size", "size goes with folder only; received " + size));
    }
    if (generated != null) {
      sizeFaults(faults);
    } else {
      aloneFaults(faults, "rows", rows);
      aloneFaults(faults, "features", features);
      aloneFaults(faults, "classes", classes);
    }
    taskFaults(faults);
    if (isText()) {
      faults.addAll(Unused.problems(this, "splitSeed", "a text is split by position"));
    }
    return faults;
  }

  private void taskFaults(List<Problem> faults) {
    if (tasks.areMany() && isText()) {
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
  }

  private static void pathFaults(List<Problem> faults, String setting, @Nullable String path) {
    String refusal = path == null ? null : DataHome.refusal(path);
    if (refusal != null) {
      faults.add(new Problem("/" + setting, refusal));
    }
  }

  private void sizeFaults(List<Problem> faults) {
    long n = rows == null ? 0 : rows;
    if (classes != null && n < Generated.ROWS_A_CLASS * (long) classes) {
      faults.add(
          new Problem(
              "/rows",
              "rows must be at least %d a class so that each part sees each class; received %d rows for %d classes"
                  .formatted(Generated.ROWS_A_CLASS, n, classes)));
    }
    if (features != null && n * features > Generated.MAX_CELLS) {
      faults.add(
          new Problem(
              "/rows",
              "rows × features may be %d; received %d × %d"
                  .formatted(Generated.MAX_CELLS, n, features)));
    }
  }

  private static void aloneFaults(List<Problem> faults, String setting, @Nullable Integer value) {
    if (value != null) {
      faults.add(
          new Problem("/" + setting, setting + " goes with generated only; received " + value));
    }
  }
}
