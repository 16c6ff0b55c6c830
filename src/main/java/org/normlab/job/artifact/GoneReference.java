package org.normlab.job.artifact;

/** A job follows norms that are not there. */
public final class GoneReference extends Exception {
  GoneReference(String reference, String why) {
    super("the norms of job %s, which this job follows, are missing: %s".formatted(reference, why));
  }
}
