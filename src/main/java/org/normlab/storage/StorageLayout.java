package org.normlab.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.normlab.data.file.DataHome;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Describes where everything that is kept lies.
 *
 * @param home {@code normlab.home}
 * @param artifacts {@code normlab.artifacts}, null for a folder below home
 */
@ConfigurationProperties("normlab")
public record StorageLayout(
    @DefaultValue("./normlab-data") Path home, @Nullable Path artifacts, @DefaultValue Data data) {

  /**
   * Data sets.
   *
   * @param dir {@code normlab.data.dir}, null for a folder below home
   * @param download {@code normlab.data.download}
   */
  public record Data(@Nullable Path dir, @DefaultValue("false") boolean download) {}

  public DataHome dataHome() {
    Path dir = data.dir();
    return new DataHome(absolute(dir == null ? home.resolve("data") : dir), data.download());
  }

  /** The home itself, as an absolute path. */
  public Path folder() {
    return absolute(home);
  }

  /** The folder of all files that trainings make. */
  public Path artifactRoot() {
    return absolute(artifacts == null ? home.resolve("artifacts") : artifacts);
  }

  /** The folder of the folders of all jobs' checkpoints. */
  public Path checkpoints() {
    return artifactRoot().resolve("checkpoints");
  }

  /** The folder of a job's checkpoints. */
  public Path checkpoints(String job) {
    return checkpoints().resolve(job);
  }

  /** A new folder, of a name that nobody can guess, for files that are deleted after their use. */
  public Path temporary(String prefix) throws IOException {
    Path folder = artifactRoot().resolve("tmp");
    PrivateFiles.createFolder(folder);
    return Files.createTempDirectory(folder, prefix);
  }

  /** A text with the names of settings in place of the folders of this machine. */
  public String withoutPaths(String text) {
    return text.replace(dataHome().folder().toString(), "normlab.data.dir")
        .replace(artifactRoot().toString(), "normlab.artifacts")
        .replace(folder().toString(), "normlab.home");
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
