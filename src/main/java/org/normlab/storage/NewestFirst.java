package org.normlab.storage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** Reads lists of entities with time-ordered ids, newest first, in pages by keyset. */
public final class NewestFirst {
  private NewestFirst() {}

  /**
   * Reads one page of the entities that match.
   *
   * @param beforeId where the page before ended; null for the first page
   */
  public static <T> List<T> page(
      JpaSpecificationExecutor<T> entities,
      Specification<T> matching,
      int limit,
      @Nullable String beforeId) {
    ScrollPosition after =
        beforeId == null ? ScrollPosition.keyset() : ScrollPosition.forward(Map.of("id", beforeId));
    return entities
        .findBy(
            matching, query -> query.sortBy(Sort.by("id").descending()).limit(limit).scroll(after))
        .getContent();
  }
}
