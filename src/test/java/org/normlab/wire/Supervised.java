package org.normlab.wire;

import org.normlab.train.SupervisedSpec;

/** Takes the training of jobs that learn labels of data. */
public final class Supervised {
  private Supervised() {}

  public static SupervisedSpec training(JobSpec job) {
    return (SupervisedSpec) job.training();
  }
}
