/**
 * Keeps what runs measured and made: points, summaries and checkpoints, written under a fence, read
 * by anyone. What must not enter: HTTP, training.
 */
@NullMarked
package org.normlab.run;

import org.jspecify.annotations.NullMarked;
