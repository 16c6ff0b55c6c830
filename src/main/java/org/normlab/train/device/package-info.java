/**
 * Holds what a group of fused runs keeps on its device: weights, states, data, batches and rates.
 * What must not enter: files, the loop over epochs.
 */
@NullMarked
package org.normlab.train.device;

import org.jspecify.annotations.NullMarked;
