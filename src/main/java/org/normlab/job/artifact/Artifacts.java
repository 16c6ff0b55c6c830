package org.normlab.job.artifact;

import java.util.List;
import java.util.Optional;
import org.normlab.job.Claim;
import org.normlab.job.StaleAttempt;
import org.normlab.job.life.Fence;
import org.springframework.stereotype.Component;

/** Stores the files that jobs have made for others to read; at most one of a name. */
@Component
public class Artifacts {
  private final ArtifactRepository artifacts;
  private final Fence fence;

  Artifacts(ArtifactRepository artifacts, Fence fence) {
    this.artifacts = artifacts;
    this.fence = fence;
  }

  /**
   * Stores a file in place of the one of its name.
   *
   * @throws StaleAttempt where the attempt does not own the job any more
   */
  public void store(Claim claim, StoredArtifact artifact) {
    fence.guardParts(
        claim,
        () ->
            artifacts
                .findById(new ArtifactKey(claim.job(), artifact.name()))
                .ifPresentOrElse(
                    stored -> stored.replace(claim, artifact),
                    () -> artifacts.save(new ArtifactEntity(claim, artifact))));
  }

  public Optional<StoredArtifact> find(String job, String name) {
    return artifacts.findById(new ArtifactKey(job, name)).map(ArtifactEntity::view);
  }

  /** Lists the paths of a job's files. */
  public List<String> files(String job) {
    return artifacts.files(job);
  }
}
