package org.normlab.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param id time-ordered UUID (version 7)
 * @param version grows with every change that a reader can see
 * @param spec canonical JSON
 * @param data the set's name, file or kind
 * @param progress part that is done, 0 to 1
 * @param attempt number of the latest attempt; 0 before the first
 * @param width runs trained in one pass; null until measured
 * @param parameters trainable numbers of one run
 * @param totalSteps updates of one run; environment steps of agents
 * @param dataDigest of the data that its first attempt read; null before
 */
public record Job(
    String id,
    long version,
    String spec,
    @Nullable String name,
    String architecture,
    String normalization,
    String data,
    Map<String, String> tags,
    JobState state,
    @Nullable String reason,
    int priority,
    double progress,
    int attempt,
    boolean cancelRequested,
    @Nullable Integer width,
    @Nullable Integer threads,
    @Nullable Long parameters,
    @Nullable Long totalSteps,
    @Nullable String retryOf,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable String dataDigest) {}
