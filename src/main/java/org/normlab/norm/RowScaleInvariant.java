package org.normlab.norm;

/**
 * Marks methods after which the scale of each output's weights by itself makes no difference, but
 * for what is added to variances: they have statistics of their own for each channel.
 */
interface RowScaleInvariant extends ScaleInvariant {}
