package org.normlab.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.stereotype.Component;

/**
 * Keeps the database in a file and all artifacts for the user alone that the service runs as, also
 * those of versions that did not.
 */
@Component
final class PrivateStorage implements SmartInitializingSingleton {
  private static final String H2_FILE = "jdbc:h2:file:";

  private final StorageLayout home;
  private final String url;

  PrivateStorage(StorageLayout home, DataSourceProperties database) throws IOException {
    this.home = home;
    this.url = database.determineUrl();
    PrivateFiles.createFolder(home.artifactRoot());
  }

  /** Makes the folder of a database in a file, before H2 would, open to all. */
  static void prepare(String url) {
    Path file = file(url);
    Path folder = file == null ? null : file.getParent();
    if (folder != null) {
      try {
        PrivateFiles.createFolder(folder);
      } catch (IOException e) {
        // H2 says so too, and its message is explained.
      }
    }
  }

  @Override
  public void afterSingletonsInstantiated() {
    PrivateFiles.restrict(home.artifactRoot());
    Path file = file(url);
    Path folder = file == null ? null : file.getParent();
    if (file == null || folder == null || !Files.isDirectory(folder)) {
      return;
    }
    // The database, its backups and what H2 writes beside it.
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file.getFileName() + "[.-]*")) {
      for (Path one : files) {
        if (Files.isRegularFile(one)) {
          PrivateFiles.restrict(one);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Path file(String url) {
    return url.startsWith(H2_FILE)
        ? Path.of(url.substring(H2_FILE.length()).split(";", 2)[0]).toAbsolutePath()
        : null;
  }
}
