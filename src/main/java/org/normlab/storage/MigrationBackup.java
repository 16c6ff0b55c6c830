package org.normlab.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of H2's file from before a migration. H2 commits each definition of a table on its own, so
 * that a process which ends within a migration leaves a database between two versions; the copy is
 * put back by the next start.
 */
final class MigrationBackup {
  private static final Logger LOG = LoggerFactory.getLogger(MigrationBackup.class);
  private static final String SUFFIX = ".mv.db";
  private static final String ZIP = ".zip";

  private final DataSource database;

  /** The database's own file. */
  private final Path file;

  /** The version that the migration leads to, part of the backup's name. */
  private final String target;

  /**
   * Names a copy, which need not be there.
   *
   * @param database without a pool, which would open it again while its file is replaced
   * @param file of the database
   * @param target version that the migration leads to
   */
  MigrationBackup(DataSource database, Path file, String target) {
    this.database = database;
    this.file = file;
    this.target = target;
  }

  /** Those that are there, each of a migration that was begun. */
  static List<MigrationBackup> left(DataSource database, Path file) throws IOException {
    String prefix = prefix(file);
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(one -> one.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(ZIP))
          .map(name -> name.substring(prefix.length(), name.length() - ZIP.length()))
          .map(version -> new MigrationBackup(database, file, version))
          .toList();
    }
  }

  private static Path folder(Path file) {
    return file.resolveSibling(".").normalize();
  }

  private static String prefix(Path file) {
    return file.getFileName().toString().replace(SUFFIX, "") + ".before-V";
  }

  String target() {
    return target;
  }

  Path path() {
    return file.resolveSibling(prefix(file) + target + ZIP);
  }

  /** Copies the database, which may be in use; the copy is on disk when this returns. */
  void make() throws SQLException, IOException {
    Path backup = path();
    Path draft = backup.resolveSibling(backup.getFileName() + ".part");
    Files.deleteIfExists(draft);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("backup to '" + draft.toString().replace("'", "''") + "'");
    }
    sameAccess(draft);
    force(draft);
    Files.move(draft, backup, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  /** Puts the copy in the database's place, whose connections are closed. */
  void restore() throws IOException {
    LOG.warn(
        "the migration to version {} did not come to its end; the copy from before, {}, is put"
            + " back",
        target,
        path());
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path()))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (e.getName().endsWith(SUFFIX)) {
          copy(zip, draft);
        }
      }
    }
    sameAccess(draft);
    force(draft);
    closeDatabase();
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  private static void copy(InputStream from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The database is of its new version: the copy is of no use any more. */
  void delete() throws IOException {
    if (Files.deleteIfExists(path())) {
      forceFolder();
    }
  }

  private void closeDatabase() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      LOG.warn("the database could not be opened to be closed: {}", e.getMessage());
    }
  }

  /** Whoever may not read the database may not read its copy. */
  private void sameAccess(Path copy) throws IOException {
    if (Files.exists(file) && Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
    }
  }

  private static void force(Path written) throws IOException {
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void forceFolder() {
    try (FileChannel channel = FileChannel.open(folder(file), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some file systems do not let a folder be opened for that.
    }
  }
}
