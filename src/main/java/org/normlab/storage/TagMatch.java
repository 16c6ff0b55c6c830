package org.normlab.storage;

import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A tag, {@code name} or {@code name=text}, as a condition on entities that have tags. */
public final class TagMatch {
  private TagMatch() {}

  /**
   * Finds the entities that have a tag.
   *
   * @param tags the entity of tags, with a {@code text} and a key of {@code owner} and {@code name}
   * @param owner property of the key of a tag that is the key of what has the tag
   * @param tag null to find all
   */
  public static <T> Specification<T> of(Class<?> tags, String owner, @Nullable String tag) {
    return (entity, query, build) -> {
      if (tag == null) {
        return build.conjunction();
      }
      String[] parts = tag.split("=", 2);
      Subquery<Integer> matching = query.subquery(Integer.class);
      Root<?> one = matching.from(tags);
      List<Predicate> conditions = new ArrayList<>();
      conditions.add(build.equal(one.get("id").get(owner), entity.get("id")));
      conditions.add(build.equal(one.get("id").get("name"), parts[0]));
      if (parts.length == 2) {
        conditions.add(build.equal(one.get("text"), parts[1]));
      }
      return build.exists(
          matching.select(build.literal(1)).where(conditions.toArray(Predicate[]::new)));
    };
  }
}
