package org.normlab.job;

import jakarta.persistence.Embeddable;

/**
 * A claim of one attempt on a job. Every write of a worker carries it, and is refused with {@link
 * StaleAttempt} once another attempt owns the job or the job has ended.
 *
 * @param attempt number of the attempt, from 1
 */
@Embeddable
public record Claim(String job, int attempt) {}
