/**
 * The training loop and its words: specification, run, progress, checkpoint, outcome. Library. What
 * must not enter: JSON, processes, databases.
 */
@NullMarked
package org.normlab.train;

import org.jspecify.annotations.NullMarked;
