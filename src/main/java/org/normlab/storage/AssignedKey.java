package org.normlab.storage;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/**
 * An entity whose key is assigned before it is stored. It knows by itself whether it is stored, so
 * that no statement looks for it first.
 *
 * @param <I> the type of the key
 */
@MappedSuperclass
public abstract class AssignedKey<I> implements Persistable<I> {
  @Transient private boolean isStored;

  @PostLoad
  @PostPersist
  void stored() {
    isStored = true;
  }

  @Override
  public boolean isNew() {
    return !isStored;
  }
}
