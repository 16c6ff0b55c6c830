/** Optimizers, schedules, clipping. Library. What must not enter: networks, JSON, data. */
@NullMarked
package org.normlab.optim;

import org.jspecify.annotations.NullMarked;
