package org.normlab.run;

/**
 * A checkpoint that is complete on disk.
 *
 * @param group which fused group of runs it holds
 * @param file absolute path
 * @param sha256 in lower-case hexadecimal
 */
public record StoredCheckpoint(
    int group, int attempt, long step, String file, String sha256, long bytes) {}
