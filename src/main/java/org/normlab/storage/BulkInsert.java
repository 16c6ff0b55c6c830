package org.normlab.storage;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Inserts many entities in batches of the database driver, and keeps none of them in the
 * persistence context, through which every later flush would look.
 */
@Component
public class BulkInsert {
  private static final int PART = 1000;

  private final EntityManager entities;

  public BulkInsert(EntityManager entities) {
    this.entities = entities;
  }

  /** Inserts entities within the caller's transaction, with whatever else is to be flushed. */
  public <T> void into(BulkRepository<T, ?> repository, List<T> all) {
    for (int from = 0; from < all.size(); from += PART) {
      List<T> part = all.subList(from, Math.min(all.size(), from + PART));
      repository.saveAll(part);
      repository.flush();
      part.forEach(entities::detach);
    }
  }
}
