package org.normlab.norm;

/**
 * Which normalization a network uses: one record a method, settings and mathematics in one file.
 */
public sealed interface Normalization permits None, Batch, Layer, Group, Rms, SelfNormalizing {}
