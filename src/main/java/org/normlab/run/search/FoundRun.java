package org.normlab.run.search;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.job.JobState;
import org.normlab.job.RunOutcome;

/**
 * A run with what its job says of it.
 *
 * @param version of the job; grows with every change that a reader can see
 * @param number 0, 1, … within the job
 * @param study of which the job is one; null for none
 * @param outcome null while pending
 * @param step last update that counted; null while pending
 * @param summary final figures by metric name
 */
public record FoundRun(
    String job,
    long version,
    int number,
    @Nullable String study,
    @Nullable String name,
    JobState state,
    long seed,
    double learningRate,
    double weightDecay,
    double momentum,
    @Nullable RunOutcome outcome,
    @Nullable Long step,
    @Nullable String reason,
    Map<String, Double> summary,
    String normalization,
    String architecture,
    String data,
    Map<String, String> tags,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended) {}
