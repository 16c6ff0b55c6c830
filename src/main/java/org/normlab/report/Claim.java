package org.normlab.report;

import org.normlab.statistics.Figure;
import org.normlab.statistics.Interval;

/**
 * What a paper says, beside what was measured.
 *
 * @param says a sentence of the claim
 * @param source where it stands
 * @param measured what stands against it here
 * @param verdict whether both point the same way, in a few words
 */
public record Claim(
    String says, String source, Figure measured, Interval interval, String verdict) {}
