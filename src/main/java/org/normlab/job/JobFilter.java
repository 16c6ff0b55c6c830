package org.normlab.job;

import org.jspecify.annotations.Nullable;

/**
 * Describes which jobs to list; null matches all.
 *
 * @param name part of the job's name, in any case
 * @param tag {@code name} or {@code name=text}
 */
public record JobFilter(
    @Nullable JobState state,
    @Nullable String normalization,
    @Nullable String architecture,
    @Nullable String data,
    @Nullable String name,
    @Nullable String tag) {
  public static final JobFilter ALL = new JobFilter(null, null, null, null, null, null);
}
