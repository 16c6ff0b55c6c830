package org.normlab.train;

import java.util.Map;

/**
 * The end of one run.
 *
 * @param step last update that counted
 * @param reason a sentence for the user
 * @param summary final figures by metric name, finite ones only
 */
public record Ending(Outcome outcome, long step, String reason, Map<String, Double> summary) {}
