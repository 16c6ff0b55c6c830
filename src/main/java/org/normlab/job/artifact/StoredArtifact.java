package org.normlab.job.artifact;

/**
 * A file that a job has made, complete on disk.
 *
 * @param name which of the job's files it is
 * @param file absolute path
 * @param sha256 in lower-case hexadecimal
 */
public record StoredArtifact(String name, int attempt, String file, String sha256, long bytes) {
  /** The norms that {@code recordNorms} asks for. */
  public static final String NORMS = "norms";
}
