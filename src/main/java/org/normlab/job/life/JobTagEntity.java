package org.normlab.job.life;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.normlab.storage.AssignedKey;

/** A tag of a job as jobs are found by it; the job itself has all of them as JSON. */
@Entity
@Table(name = "job_tag")
class JobTagEntity extends AssignedKey<TagKey> {
  @EmbeddedId private TagKey id;

  @SuppressWarnings("UnusedVariable") // read by a query
  @Column(updatable = false)
  private String text;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  JobTagEntity() {}

  JobTagEntity(String job, String name, String text) {
    this.id = new TagKey(job, name);
    this.text = text;
  }

  @Override
  public TagKey getId() {
    return id;
  }
}
