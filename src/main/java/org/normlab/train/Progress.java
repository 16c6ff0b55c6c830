package org.normlab.train;

import java.nio.file.Path;
import java.util.List;
import org.normlab.environment.StoredEpisode;

/**
 * Describes what a training reports; called on the training's thread, in the order things happened.
 */
public interface Progress {
  /** Once, before the first point. */
  void started(Started started);

  /**
   * Newly measured values, finite ones only.
   *
   * @param progress part of the whole attempt that is done, 0 to 1
   */
  void points(double progress, List<Point> points);

  /**
   * A checkpoint that is complete on disk under its final name.
   *
   * @param group which fused group of runs it holds
   * @param sha256 of the file, in lower-case hexadecimal
   */
  void checkpoint(int group, long step, Path file, String sha256, long bytes);

  /**
   * A checkpoint that the training does not go on from, since it is broken.
   *
   * @param explanation which one, why, and what the training goes on from instead
   */
  void checkpointRefused(ResumePoint checkpoint, String explanation);

  /**
   * The norms of all runs, which {@code recordNorms} asks for, complete on disk; once, at the end.
   *
   * @param sha256 of the file, in lower-case hexadecimal
   */
  void norms(Path file, String sha256, long bytes);

  /**
   * The episode that shows what an agent has learned by the end of a visit; of runs that still
   * train then.
   *
   * @param visit which of the environments that are played in turn, from 0
   */
  void episode(int run, int visit, StoredEpisode episode);

  /** A run has its outcome; nothing more is reported for it. */
  void ended(int run, Ending ending);

  /** A line for the job's log. */
  void log(String text);
}
