package org.normlab.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.DataDigest;
import org.normlab.data.file.DataHome;
import org.normlab.data.table.ClassCount;
import org.normlab.data.table.Csv;
import org.normlab.data.table.CsvColumns;
import org.normlab.data.table.Table;

/**
 * 1797 handwritten digits of 8×8 pixel counts 0…16, shipped in the jar and treated as a table of 64
 * features. Source: test part of UCI Optical Recognition of Handwritten Digits (Alpaydin and Kaynak
 * 1998, CC BY 4.0), in scikit-learn's copy (BSD-3); see {@code digits.txt} beside the file.
 */
final class Digits implements Kind {
  static final String NAME = "digits";
  private static final String RESOURCE = "digits.csv.gz";
  private static final int SIDE = 8;

  /** Says how often the table was parsed in this process, for a test. */
  static final AtomicInteger PARSED = new AtomicInteger();

  private @Nullable Table table;

  @Override
  public DataShape outline(DataSpec spec, DataHome home) throws IOException {
    return new StandardizedTable(table(), spec).outline();
  }

  @Override
  public DataSet load(DataSpec spec, DataHome home, Consumer<String> progress) throws IOException {
    progress.accept(ClassCount.sentence(table().labels(), table().classes()));
    return new StandardizedTable(table(), spec).standardized(NAME);
  }

  @Override
  public String digest(DataSpec spec, DataHome home, Consumer<String> progress) throws IOException {
    try (InputStream raw = packed()) {
      return DataDigest.ofBytes(raw.readAllBytes());
    }
  }

  @Override
  public Preprocessing inputs(DataSpec spec, DataHome home) throws IOException {
    return new StandardizedTable(table(), spec).inputs();
  }

  Listing listing() {
    return new Listing(
        NAME,
        NAME,
        true,
        "1,797 handwritten digits of 8×8 pixel counts as a table, 10 classes; in the jar",
        "CC BY 4.0 (UCI Optical Recognition of Handwritten Digits, test part)",
        "");
  }

  /** Parses the table at its first use and keeps it: it takes 1 MB. */
  private synchronized Table table() throws IOException {
    if (table == null) {
      table = parsed();
    }
    return table;
  }

  private static Table parsed() throws IOException {
    PARSED.incrementAndGet();
    try (InputStream raw = packed()) {
      Table read = Csv.table(new GZIPInputStream(raw), NAME, CsvColumns.LAST_IS_LABEL);
      return new Table(NAME, pixels(), read.cells(), read.labels(), read.classes());
    }
  }

  private static InputStream packed() throws IOException {
    InputStream raw = Digits.class.getResourceAsStream(RESOURCE);
    if (raw == null) {
      throw new FileNotFoundException("the jar lacks " + RESOURCE);
    }
    return raw;
  }

  private static List<String> pixels() {
    return IntStream.range(0, SIDE * SIDE)
        .mapToObj(i -> "pixel (" + i / SIDE + ", " + i % SIDE + ")")
        .toList();
  }
}
