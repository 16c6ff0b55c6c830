package org.normlab.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes end within a migration of H2, which cannot take back half of one. */
class SchemaMigrationTest {
  private static final String FIRST =
      "create table kept (id integer); insert into kept values (7);";
  private static final String SECOND =
      "create table added (id integer); insert into added values (1); drop table kept;";

  /** Ends the process as a kill does. */
  private static final String KILL =
      "create alias halt for 'org.normlab.job.SuddenEnd.halt'; call halt();";

  @TempDir private Path folder;

  private Path script(String version, String text) throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    return Files.writeString(scripts.resolve("V" + version + "__t.sql"), text);
  }

  private static String url(Path folder) {
    return "jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  private static HikariDataSource pool(Path folder) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url(folder));
    return pool;
  }

  private static void migrate(Path folder, HikariDataSource pool) {
    new SchemaMigration(new DatabaseWait(Duration.ZERO))
        .migrate(
            Flyway.configure()
                .dataSource(pool)
                .locations("filesystem:" + folder.resolve("scripts"))
                .load());
  }

  private List<Integer> migrated(String table) {
    try (HikariDataSource pool = pool(folder)) {
      migrate(folder, pool);
      return JdbcClient.create(pool).sql("select id from " + table).query(Integer.class).list();
    }
  }

  /** Migrates in a process of its own. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    try (HikariDataSource pool = pool(folder)) {
      migrate(folder, pool);
    }
  }

  private int migrateApart() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SchemaMigrationTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      out.transferTo(System.out);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.contains("before")).toList();
    }
  }

  @Test
  void aMigrationThatWasKilledIsMadeFromTheStartByTheNextOne() throws Exception {
    script("1", FIRST);
    assertThat(migrated("kept")).containsExactly(7);
    script("2", SECOND);
    Path third = script("3", "create table more (id integer); " + KILL);
    assertThat(migrateApart()).isEqualTo(137);
    assertThat(copies()).containsExactly("db.before-V3.zip");
    Files.writeString(third, "create table more (id integer); insert into more values (3);");
    assertThat(migrated("more")).containsExactly(3);
    assertThat(migrated("added")).containsExactly(1);
    assertThat(copies()).isEmpty();
  }

  @Test
  void theVersionFromBeforeFindsEverythingAfterAKill() throws Exception {
    script("1", FIRST);
    assertThat(migrated("kept")).containsExactly(7);
    Path second = script("2", SECOND + KILL);
    assertThat(migrateApart()).isEqualTo(137);
    Files.delete(second);
    assertThat(migrated("kept")).containsExactly(7);
  }

  @Test
  void theFirstMigrationMayBeKilledToo() throws Exception {
    Path first = script("1", FIRST + KILL);
    assertThat(migrateApart()).isEqualTo(137);
    Files.writeString(first, FIRST);
    assertThat(migrated("kept")).containsExactly(7);
  }

  @Test
  void aMigrationThatFailsSaysWhereTheCopyIs() throws Exception {
    script("1", FIRST);
    assertThat(migrated("kept")).containsExactly(7);
    Path second = script("2", "create table added (id integer); create table added (id integer);");
    try (HikariDataSource pool = pool(folder)) {
      assertThatThrownBy(() -> migrate(folder, pool))
          .isInstanceOf(DatabaseUnusable.class)
          .hasMessageContaining("could not be migrated to version 2")
          .extracting(e -> ((DatabaseUnusable) e).action())
          .asString()
          .contains(folder.resolve("db.before-V2.zip").toString(), "next start");
    }
    Files.writeString(second, SECOND);
    assertThat(migrated("added")).containsExactly(1);
  }

  @Test
  void aCopyOfAMigrationThatEndedIsOfNoUse() throws Exception {
    script("1", FIRST);
    assertThat(migrated("kept")).containsExactly(7);
    Files.writeString(folder.resolve("db.before-V1.zip"), "no copy at all");
    assertThat(migrated("kept")).containsExactly(7);
    assertThat(copies()).isEmpty();
  }

  @Test
  void aDatabaseInMemoryNeedsNoCopy() throws Exception {
    script("1", FIRST);
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:mem:migrated");
      migrate(folder, pool);
      assertThat(copies()).isEmpty();
    }
  }
}
