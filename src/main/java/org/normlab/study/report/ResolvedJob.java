package org.normlab.study.report;

/**
 * Describes what a job trains, with every default filled in, for a reader whose Normlab has other
 * ones.
 *
 * @param method of the compared axis
 * @param job its id
 * @param spec JSON
 */
record ResolvedJob(String method, String job, String spec) {}
