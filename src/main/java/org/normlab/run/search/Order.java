package org.normlab.run.search;

/** One key that runs are ordered by; runs that lack it come last either way. */
record Order(Field field, boolean descending) {}
