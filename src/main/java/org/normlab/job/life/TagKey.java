package org.normlab.job.life;

import jakarta.persistence.Embeddable;

/** The key of a tag: its job and its name. */
@Embeddable
record TagKey(String job, String name) {}
