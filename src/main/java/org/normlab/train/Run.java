package org.normlab.train;

/**
 * One training of a job: a seed and a point of its sweep.
 *
 * @param number 0, 1, … within the job
 * @param momentum of sgd; 0 for optimizers without one
 */
public record Run(
    int number, long seed, double learningRate, double weightDecay, double momentum) {}
