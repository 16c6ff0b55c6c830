package org.normlab.job.life;

import jakarta.persistence.Embeddable;

/** The key of a run: its job and its number within it. */
@Embeddable
record RunKey(String job, int number) {}
