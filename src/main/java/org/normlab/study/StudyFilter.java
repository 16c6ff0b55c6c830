package org.normlab.study;

import org.jspecify.annotations.Nullable;
import org.normlab.storage.NamePart;
import org.normlab.storage.TagMatch;
import org.springframework.data.jpa.domain.Specification;

/**
 * Describes which studies to list; null matches all.
 *
 * @param name part of the study's name, in any case
 * @param tag {@code name} or {@code name=text}
 */
public record StudyFilter(@Nullable String name, @Nullable String tag) {
  public static final StudyFilter ALL = new StudyFilter(null, null);

  /** Returns the filter as a query. */
  Specification<StudyEntity> matching() {
    return Specification.allOf(NamePart.in(name), TagMatch.of(StudyTagEntity.class, "study", tag));
  }
}
