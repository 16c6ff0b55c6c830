package org.normlab.job.artifact;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.normlab.job.Claim;
import org.normlab.storage.AssignedKey;

/** The stored artifact, guarded by the lock of its job's row. */
@Entity
@Table(name = "artifact")
class ArtifactEntity extends AssignedKey<ArtifactKey> {
  @EmbeddedId private ArtifactKey id;
  private int attempt;
  private String file;
  private String sha256;
  private long bytes;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  ArtifactEntity() {}

  ArtifactEntity(Claim claim, StoredArtifact artifact) {
    id = new ArtifactKey(claim.job(), artifact.name());
    file = artifact.file();
    sha256 = artifact.sha256();
    replace(claim, artifact);
  }

  @Override
  public ArtifactKey getId() {
    return id;
  }

  /** Takes another file in place of the one that it has. */
  final void replace(Claim claim, StoredArtifact artifact) {
    attempt = claim.attempt();
    file = artifact.file();
    sha256 = artifact.sha256();
    bytes = artifact.bytes();
  }

  StoredArtifact view() {
    return new StoredArtifact(id.name(), attempt, file, sha256, bytes);
  }
}
