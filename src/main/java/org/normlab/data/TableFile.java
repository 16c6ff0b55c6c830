package org.normlab.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.normlab.data.file.BoundedCache;
import org.normlab.data.file.DataDigest;
import org.normlab.data.file.DataFile;
import org.normlab.data.file.DataHome;
import org.normlab.data.file.FileStamp;
import org.normlab.data.file.MissingData;
import org.normlab.data.table.ClassCount;
import org.normlab.data.table.Csv;
import org.normlab.data.table.CsvColumns;
import org.normlab.data.table.Table;

/**
 * A CSV table below the data folder: {@code uci/<table>}, whose last column is the class, or any
 * file with a header and a named label column.
 */
final class TableFile implements Kind {
  static final String UCI = "uci";
  private static final String SUFFIX = ".csv.gz";
  private static final String LICENCE = "per table, mostly CC BY 4.0";

  /** Describes what an outline depends on. */
  private record Key(FileStamp file, DataSpec spec) {}

  private static final BoundedCache<Key, DataShape> OUTLINES = new BoundedCache<>();

  private final String name;
  private final boolean isUci;
  private final CsvColumns columns;

  /**
   * @param name of the UCI table, or the path of the file below the data folder
   */
  private TableFile(String name, boolean isUci, CsvColumns columns) {
    this.name = name;
    this.isUci = isUci;
    this.columns = columns;
  }

  /** Returns the reader of a table of the UCI repository. */
  static TableFile uci(NamedData data) {
    return new TableFile(data.name(), true, CsvColumns.of(null, data.columns()));
  }

  static TableFile of(TableData data) {
    return new TableFile(data.file(), false, CsvColumns.of(data.label(), data.columns()));
  }

  @Override
  public DataShape outline(DataSpec spec, DataHome home) throws MissingData, IOException {
    Path file = locate(home);
    Key key = new Key(FileStamp.of(file), spec);
    return OUTLINES.get(key, () -> outline(spec, file));
  }

  @Override
  public DataSet load(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    progress.accept("reading " + name);
    Table table = read(locate(home));
    progress.accept(ClassCount.sentence(table.labels(), table.classes()));
    return new StandardizedTable(table, spec).standardized(name);
  }

  @Override
  public Preprocessing inputs(DataSpec spec, DataHome home) throws MissingData, IOException {
    Scan scan = Scan.of(spec, locate(home), columns);
    int features = scan.table.features().size();
    ColumnScale scale = ColumnScale.of(features, scan.where, scan.split, scan.training);
    return Preprocessing.of(scale, scan.table.places(), scan.table.labels().places(), scan.split);
  }

  @Override
  public String digest(DataSpec spec, DataHome home, Consumer<String> progress)
      throws MissingData, IOException {
    return DataDigest.of(locate(home));
  }

  /** The UCI tables that are there, or how to get them; {@code INDEX.csv} tells their sizes. */
  static List<Listing> listings(DataHome home) {
    Path folder = home.folder().resolve(UCI);
    String[] files = folder.toFile().list((_, file) -> file.endsWith(SUFFIX));
    if (files == null || files.length == 0) {
      String howToGet =
          "put "
              + folder.resolve("<table>" + SUFFIX)
              + " there: a CSV whose last column is the class (https://archive.ics.uci.edu)";
      return List.of(listing("<table>", false, "a table of the UCI repository", howToGet));
    }
    Map<String, String> sizes = sizes(folder.resolve("INDEX.csv"));
    return Arrays.stream(files)
        .map(file -> file.substring(0, file.length() - SUFFIX.length()))
        .sorted()
        .map(table -> listing(table, true, sizes.getOrDefault(table, "a UCI table"), ""))
        .toList();
  }

  private static Listing listing(String table, boolean present, String summary, String howToGet) {
    return new Listing(UCI + "/" + table, "table", present, summary, LICENCE, howToGet);
  }

  private static Map<String, String> sizes(Path index) {
    Map<String, String> sizes = new HashMap<>();
    try (Stream<String> lines = Files.lines(index)) {
      lines
          .map(line -> line.split(","))
          .filter(cells -> cells.length >= 4)
          .forEach(
              cells ->
                  sizes.put(
                      cells[0],
                      "%s rows, %s features, %s classes".formatted(cells[1], cells[2], cells[3])));
    } catch (IOException | UncheckedIOException _) {
      // the index only tells sizes; the tables are usable without it
    }
    return sizes;
  }

  private Path locate(DataHome home) throws MissingData, IOException {
    if (!isUci) {
      return home.file(name);
    }
    Path folder = home.folder().resolve(UCI);
    String file = name.substring(UCI.length() + 1) + ".csv";
    return DataFile.find(folder, file)
        .orElseThrow(
            () ->
                new MissingData(
                    "The table %s is not there: looked for %s. Put it there (CSV, last column the class; the originals are at https://archive.ics.uci.edu), or point normlab.data.dir at a folder that has it."
                        .formatted(name, DataFile.looked(folder, file))));
  }

  private Table read(Path file) throws IOException {
    return DataFile.read(file, in -> Csv.table(in, where(file), columns));
  }

  private static String where(Path file) {
    return file.getFileName().toString();
  }

  /** Reads the file twice, a row at a time: for the labels, then for the features that vary. */
  private DataShape outline(DataSpec spec, Path file) throws IOException {
    Scan scan = Scan.of(spec, file, columns);
    ColumnScale.Varying varying = new ColumnScale.Varying(scan.table.features().size());
    scan.training.each(varying::add);
    return DataShape.of(
        List.of(varying.kept(scan.where, scan.split).length),
        scan.split,
        ClassCount.of(scan.table.labels().labels(), scan.table.labels().classes()),
        scan.table.notes());
  }

  /**
   * A table that was read once, for its labels, and whose training rows can be read again.
   *
   * @param table without its rows
   */
  private record Scan(String where, Csv table, Split split, ColumnScale.TrainingRows training) {
    static Scan of(DataSpec spec, Path file, CsvColumns asked) throws IOException {
      String where = TableFile.where(file);
      Csv table = DataFile.read(file, in -> Csv.read(in, where, asked, _ -> {}));
      List<String> classes = table.labels().classes();
      Split split = Split.of(table.labels().labels(), classes.size(), 0, spec);
      BitSet chosen = new BitSet();
      Arrays.stream(split.train()).forEach(chosen::set);
      return new Scan(where, table, split, to -> each(file, asked, chosen, to));
    }

    private static void each(Path file, CsvColumns asked, BitSet chosen, Csv.Rows to)
        throws IOException {
      int[] row = new int[1];
      DataFile.read(
          file,
          in ->
              Csv.read(
                  in,
                  TableFile.where(file),
                  asked,
                  features -> {
                    if (chosen.get(row[0]++)) {
                      to.row(features);
                    }
                  }));
    }
  }
}
