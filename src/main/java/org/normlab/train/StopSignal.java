package org.normlab.train;

import org.jspecify.annotations.Nullable;

/** Asked between chunks of steps, at least once a second. */
@FunctionalInterface
public interface StopSignal {
  /** Explains why the training should stop, or null to go on. */
  @Nullable String reason();
}
