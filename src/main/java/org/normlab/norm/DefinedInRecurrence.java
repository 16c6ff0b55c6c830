package org.normlab.norm;

/**
 * Marks methods that are defined inside recurrent networks, where each moment of a sample is
 * normalized as it comes. One around another method is defined where that is.
 */
interface DefinedInRecurrence {}
