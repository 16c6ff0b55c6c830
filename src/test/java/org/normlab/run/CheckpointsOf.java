package org.normlab.run;

import org.normlab.job.artifact.Artifacts;
import org.normlab.job.life.Fence;
import org.normlab.storage.Entities;

/** Makes {@link Checkpoints} without a Spring context. */
public final class CheckpointsOf {
  private CheckpointsOf() {}

  public static Checkpoints database(Entities entities, Artifacts artifacts, Fence fence) {
    return new Checkpoints(entities.repository(CheckpointRepository.class), artifacts, fence);
  }
}
