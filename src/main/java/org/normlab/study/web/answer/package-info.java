/**
 * Answers questions about a study's results: comparisons, rankings, replications, curves, pictures,
 * reports.
 */
@NullMarked
package org.normlab.study.web.answer;

import org.jspecify.annotations.NullMarked;
