/**
 * Statistics of runs: summaries, paired comparisons, rankings over data sets, curves, power. What
 * must not enter: anything of ours, JSON, HTTP. Every figure equals SciPy's or statsmodels'; what
 * is undefined is empty with a reason, never NaN.
 */
@NullMarked
package org.normlab.statistics;

import org.jspecify.annotations.NullMarked;
