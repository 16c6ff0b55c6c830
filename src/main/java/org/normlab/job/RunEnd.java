package org.normlab.job;

import java.util.Map;

/**
 * The end of one run.
 *
 * @param run number of the run within its job
 * @param step last update that counted
 * @param reason a sentence for the user
 * @param summary final figures by metric name
 */
public record RunEnd(
    int run, RunOutcome outcome, long step, String reason, Map<String, Double> summary) {}
