/**
 * What was measured: points and summaries of runs, written under a fence, read by anyone. What must
 * not enter: HTTP, training.
 */
@NullMarked
package org.normlab.metric;

import org.jspecify.annotations.NullMarked;
