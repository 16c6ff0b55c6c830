package org.normlab.run;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.normlab.job.Claim;
import org.normlab.storage.AssignedKey;

/** The stored checkpoint, guarded by the lock of its job's row. */
@Entity
@Table(name = "checkpoint")
class CheckpointEntity extends AssignedKey<CheckpointKey> {
  @EmbeddedId private CheckpointKey id;

  @Column(updatable = false)
  private String file;

  private String sha256;
  private long bytes;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  CheckpointEntity() {}

  CheckpointEntity(Claim claim, StoredCheckpoint checkpoint) {
    id = key(claim, checkpoint);
    file = checkpoint.file();
    sha256 = checkpoint.sha256();
    bytes = checkpoint.bytes();
  }

  /** Describes the file that was written in place of the one of this step. */
  void replace(StoredCheckpoint checkpoint) {
    sha256 = checkpoint.sha256();
    bytes = checkpoint.bytes();
  }

  static CheckpointKey key(Claim claim, StoredCheckpoint checkpoint) {
    return new CheckpointKey(claim.job(), checkpoint.group(), claim.attempt(), checkpoint.step());
  }

  @Override
  public CheckpointKey getId() {
    return id;
  }

  StoredCheckpoint view() {
    return new StoredCheckpoint(id.runGroup(), id.attempt(), id.step(), file, sha256, bytes);
  }
}
