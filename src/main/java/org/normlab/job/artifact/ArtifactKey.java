package org.normlab.job.artifact;

import jakarta.persistence.Embeddable;

/** The key of an artifact: its job and its name. */
@Embeddable
record ArtifactKey(String job, String name) {}
