package org.normlab.norm;

/**
 * Marks methods that normalize activations at their sites and leave weights as they are, so that
 * another method may change the weights beside them.
 */
interface ActivationNormalizing {}
