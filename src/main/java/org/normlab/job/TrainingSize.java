package org.normlab.job;

/**
 * The size of a job's training, as its trainer has measured it.
 *
 * @param parameters trainable numbers of one run
 * @param width runs trained in one pass
 * @param totalSteps updates of one run; environment steps of agents
 */
public record TrainingSize(long parameters, int width, int threads, long totalSteps) {}
