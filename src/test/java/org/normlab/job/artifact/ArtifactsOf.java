package org.normlab.job.artifact;

import org.normlab.job.life.Fence;
import org.normlab.job.life.Jobs;
import org.normlab.storage.Entities;

/** Makes {@link Artifacts} and {@link References} without a Spring context. */
public final class ArtifactsOf {
  private ArtifactsOf() {}

  public static Artifacts database(Entities entities, Fence fence) {
    return new Artifacts(entities.repository(ArtifactRepository.class), fence);
  }

  public static References references(Jobs jobs, Artifacts artifacts) {
    return new References(jobs, artifacts);
  }
}
