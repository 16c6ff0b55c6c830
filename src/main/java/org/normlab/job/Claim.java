package org.normlab.job;

/**
 * A claim of one attempt on a job. Every write of a worker carries it, and is refused with {@link
 * StaleAttempt} once another attempt owns the job or the job has ended.
 *
 * @param attempt number of the attempt, from 1
 */
public record Claim(String job, int attempt) {}
