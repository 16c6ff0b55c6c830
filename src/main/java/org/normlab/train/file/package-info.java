/** Reads and writes tensor files and checkpoints. What must not enter: the training loop. */
@NullMarked
package org.normlab.train.file;

import org.jspecify.annotations.NullMarked;
