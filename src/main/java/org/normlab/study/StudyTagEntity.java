package org.normlab.study;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.normlab.storage.AssignedKey;

/** A tag of a study as studies are found by it; the specification has all of them. */
@Entity
@Table(name = "study_tag")
class StudyTagEntity extends AssignedKey<StudyTagEntity.Key> {
  /** The key of a tag: its study and its name. */
  @Embeddable
  record Key(String study, String name) {}

  @EmbeddedId private Key id;

  @SuppressWarnings("UnusedVariable") // read by a query
  @Column(updatable = false)
  private String text;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  StudyTagEntity() {}

  StudyTagEntity(String study, String name, String text) {
    this.id = new Key(study, name);
    this.text = text;
  }

  @Override
  public Key getId() {
    return id;
  }
}
