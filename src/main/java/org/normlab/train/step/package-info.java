/**
 * Writes the program of a training step as TorchScript text. What must not enter: a run's data or
 * state.
 */
@NullMarked
package org.normlab.train.step;

import org.jspecify.annotations.NullMarked;
