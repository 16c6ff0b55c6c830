package org.normlab.norm;

/** Marks methods that can compute in halves alone, sums included, at dense sites. */
public interface DefinedInHalf {}
