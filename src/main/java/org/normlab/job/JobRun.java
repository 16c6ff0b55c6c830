package org.normlab.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job: a seed and a point of its sweep.
 *
 * @param step last update that counted; null while pending
 * @param summary final figures by metric name
 */
public record JobRun(
    int number,
    long seed,
    double learningRate,
    double weightDecay,
    double momentum,
    RunOutcome outcome,
    @Nullable Long step,
    @Nullable String reason,
    Map<String, Double> summary) {}
