package org.normlab.worker;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.normlab.job.Job;
import org.normlab.job.life.Attempts;
import org.normlab.run.Checkpoints;
import org.normlab.storage.StorageLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Deletes files that attempts left behind when they were lost: checkpoints whose row was never
 * written or is gone, and drafts. What a row names stays, and so does all of the attempt that owns
 * its job now, whose rows may be yet to come. An earlier attempt can write no row any more, so that
 * nothing is deleted that is used later, whichever worker deletes it.
 */
@Component
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Pattern ATTEMPT = Pattern.compile("attempt-(\\d{1,9})");

  private final StorageLayout home;
  private final Attempts attempts;
  private final Checkpoints checkpoints;

  Leftovers(StorageLayout home, Attempts attempts, Checkpoints checkpoints) {
    this.home = home;
    this.attempts = attempts;
    this.checkpoints = checkpoints;
  }

  /** Deletes those of all jobs that this database knows. */
  void deleteAll() {
    for (Path folder : children(home.checkpoints())) {
      try {
        attempts.job(String.valueOf(folder.getFileName())).ifPresent(this::delete);
      } catch (DataAccessException e) {
        LOG.warn("left-behind files are not looked for: {}", e.getMessage());
        return;
      }
    }
  }

  /** Deletes those of a job. */
  void delete(Job job) {
    delete(job.id(), job.state().isTerminal() ? Integer.MAX_VALUE : job.attempt());
  }

  /**
   * Deletes those of the attempts at a job before one.
   *
   * @param attempt that owns the job
   */
  void delete(String job, int attempt) {
    List<Path> files =
        children(home.checkpoints(job)).stream()
            .filter(folder -> isBefore(folder, attempt))
            .flatMap(folder -> children(folder).stream())
            .toList();
    if (files.isEmpty()) {
      return;
    }
    Set<String> used = checkpoints.files(job);
    for (Path file : files) {
      if (!used.contains(file.toString())) {
        delete(file);
      }
    }
    children(home.checkpoints(job)).stream()
        .filter(folder -> isBefore(folder, attempt))
        .forEach(Leftovers::delete);
  }

  private static boolean isBefore(Path folder, int attempt) {
    Matcher name = ATTEMPT.matcher(String.valueOf(folder.getFileName()));
    return name.matches() && Integer.parseInt(name.group(1)) < attempt;
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      LOG.warn("left-behind files are not looked for: {}", e.getMessage());
      return List.of();
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Another worker was faster, or there is something of use in the folder.
    } catch (IOException e) {
      LOG.warn("the left-behind file {} could not be deleted: {}", file, e.getMessage());
    }
  }
}
