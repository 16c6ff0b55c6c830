package org.normlab.upgrade;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tukaani.xz.XZInputStream;

/**
 * A copy of the database and the artifacts of a released Normlab, and the answers that it gave.
 * {@code src/test/upgrade/record.py} makes the files.
 */
record ReleasedDatabase(String url, String user, List<RecordedAnswer> answers) {
  enum Kind {
    H2,
    POSTGRESQL
  }

  /** Where the recording service had its home: the database holds absolute paths of artifacts. */
  private static final String RECORDED_HOME = "/tmp/normlab-upgrade";

  /**
   * Copies the files of a release into a folder and its tables into an empty server.
   *
   * @param server used by {@link Kind#POSTGRESQL} alone
   */
  static ReleasedDatabase copy(String release, Kind kind, Path home, EmbeddedPostgres server)
      throws IOException, SQLException {
    String prefix = release + "/" + kind.name().toLowerCase(Locale.ROOT);
    unpack(prefix + "-home.zip.xz", home);
    String url =
        switch (kind) {
          case H2 -> {
            try (InputStream file = decompress(release + "/h2.mv.db.xz")) {
              Files.copy(file, home.resolve("normlab.mv.db"));
            }
            yield "jdbc:h2:file:" + home.resolve("normlab");
          }
          case POSTGRESQL -> server.getJdbcUrl("postgres", "postgres");
        };
    String user = kind == Kind.H2 ? "" : "postgres";
    if (kind == Kind.POSTGRESQL) {
      load(release + "/postgresql.sql.xz", url, user);
    }
    JdbcClient sql = JdbcClient.create(new DriverManagerDataSource(url, user, ""));
    for (String table : List.of("checkpoint", "artifact")) {
      sql.sql("update " + table + " set file = replace(file, ?, ?)")
          .params(RECORDED_HOME, home.toString())
          .update();
    }
    return new ReleasedDatabase(url, user, answers(prefix + "-answers.ndjson.xz"));
  }

  private static List<RecordedAnswer> answers(String resource) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(decompress(resource), StandardCharsets.UTF_8))) {
      return lines.lines().map(RecordedAnswer::parse).toList();
    }
  }

  private static void load(String resource, String url, String user)
      throws IOException, SQLException {
    String dump;
    try (InputStream in = decompress(resource)) {
      dump = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute(dump);
    }
  }

  private static void unpack(String resource, Path home) throws IOException {
    try (ZipInputStream archive = new ZipInputStream(decompress(resource))) {
      for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        Path file = home.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(archive, file);
        }
      }
    }
  }

  private static InputStream decompress(String resource) throws IOException {
    return new XZInputStream(open(resource));
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(
        ReleasedDatabase.class.getResourceAsStream(resource), "no resource " + resource);
  }
}
