package org.normlab.norm;

/**
 * One place of a network where a method may normalize.
 *
 * @param name prefix of its variables, {@code hidden.0.norm}
 * @param channels of one replica
 */
public record Site(String name, int channels, Axes axes) {}
