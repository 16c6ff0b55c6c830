package org.normlab.norm;

/**
 * Marks methods after which the scale of the weight before a site makes no difference, but for what
 * is added to variances.
 */
interface ScaleInvariant extends ActivationNormalizing {}
