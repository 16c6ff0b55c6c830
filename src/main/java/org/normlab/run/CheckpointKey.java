package org.normlab.run;

import jakarta.persistence.Embeddable;

/** The key of a checkpoint. */
@Embeddable
record CheckpointKey(String job, int runGroup, int attempt, long step) {}
