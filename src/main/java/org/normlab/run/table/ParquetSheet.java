package org.normlab.run.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Parquet, written by DuckDB by way of a table in a temporary file, so that memory stays bounded.
 * DuckDB's library is loaded with the first of these; its parquet writer is part of it, and nothing
 * is ever fetched.
 */
public final class ParquetSheet implements Sheet {
  private static final int ROWS_A_FLUSH = 100_000;

  private final Path file;
  private final List<Column> columns;
  private final Path workspace;
  private final Connection duck;
  private final DuckDBAppender rows;
  private int waiting;

  /**
   * Begins a file.
   *
   * @param workspace an empty folder, which may be deleted once this is closed
   * @param file is there once this is closed
   */
  public ParquetSheet(Path workspace, Path file, List<Column> columns) throws IOException {
    this.workspace = workspace;
    this.file = file;
    this.columns = columns;
    try {
      Files.createDirectories(workspace);
      duck = DriverManager.getConnection("jdbc:duckdb:" + workspace.resolve("duck"), settings());
      try (Statement statement = duck.createStatement()) {
        statement.execute(create(columns));
      }
      rows = duck.unwrap(DuckDBConnection.class).createAppender("t");
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("threads", "1");
    settings.setProperty("temp_directory", workspace.resolve("spilled").toString());
    return settings;
  }

  private static String create(List<Column> columns) {
    Set<String> taken = new HashSet<>();
    return columns.stream()
        .map(one -> quoted(free(one.name(), taken), '"') + " " + type(one.type()))
        .collect(Collectors.joining(", ", "create table t (", ")"));
  }

  /** DuckDB does not tell names apart that differ in case alone. */
  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private static String type(Column.Type type) {
    return switch (type) {
      case TEXT -> "varchar";
      case WHOLE -> "bigint";
      case NUMBER -> "double";
      case TRUTH -> "boolean";
      case MOMENT -> "timestamp with time zone";
    };
  }

  private static String quoted(String text, char quote) {
    String sign = Character.toString(quote);
    return sign + text.replace(sign, sign + sign) + sign;
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    try {
      rows.beginRow();
      for (int i = 0; i < columns.size(); i++) {
        append(columns.get(i).type(), values.get(i));
      }
      rows.endRow();
      if (++waiting == ROWS_A_FLUSH) {
        rows.flush();
        waiting = 0;
      }
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private void append(Column.Type type, @Nullable Object value) throws SQLException {
    if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
      rows.appendNull();
      return;
    }
    switch (type) {
      case TEXT -> rows.append((String) value);
      case WHOLE -> rows.append(((Long) value).longValue());
      case NUMBER -> rows.append(((Double) value).doubleValue());
      case TRUTH -> rows.append(((Boolean) value).booleanValue());
      case MOMENT -> rows.append(((Instant) value).atOffset(ZoneOffset.UTC));
    }
  }

  @Override
  public void close() throws IOException {
    try (duck) {
      rows.close();
      try (Statement statement = duck.createStatement()) {
        statement.execute(
            "copy t to %s (format parquet, compression zstd)"
                .formatted(quoted(file.toString(), '\'')));
      }
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  private static IOException broken(SQLException e) {
    return new IOException("DuckDB cannot write the file: " + e.getMessage(), e);
  }
}
