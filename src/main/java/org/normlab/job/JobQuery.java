package org.normlab.job;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.NamePart;
import org.springframework.data.jpa.domain.Specification;

/** Turns a filter of jobs into a query. */
final class JobQuery {
  private JobQuery() {}

  static Specification<JobEntity> matching(JobFilter filter) {
    return Specification.allOf(
        equal("state", filter.state()),
        equal("normalization", filter.normalization()),
        equal("architecture", filter.architecture()),
        equal("data", filter.data()),
        named(filter.name()),
        tagged(filter.tag()));
  }

  private static Specification<JobEntity> equal(String property, @Nullable Object value) {
    return (job, _, build) ->
        value == null ? build.conjunction() : build.equal(job.get(property), value);
  }

  private static Specification<JobEntity> named(@Nullable String part) {
    return (job, _, build) -> part == null ? build.conjunction() : named(job, part, build);
  }

  private static Predicate named(Root<JobEntity> job, String part, CriteriaBuilder build) {
    Expression<String> name = job.get("name");
    List<String> folded = NamePart.values(part);
    return build.or(
        build.gt(build.locate(build.lower(name), folded.getFirst()), 0),
        build.gt(
            build.locate(
                build.function(
                    "translate",
                    String.class,
                    name,
                    build.literal(NamePart.UPPER),
                    build.literal(NamePart.LOWER)),
                folded.getLast()),
            0));
  }

  /** Finds {@code name} or {@code name=text} among the tags. */
  private static Specification<JobEntity> tagged(@Nullable String tag) {
    return (job, query, build) -> {
      if (tag == null) {
        return build.conjunction();
      }
      String[] parts = tag.split("=", 2);
      Subquery<Integer> tags = query.subquery(Integer.class);
      Root<JobTagEntity> one = tags.from(JobTagEntity.class);
      List<Predicate> conditions = new ArrayList<>();
      conditions.add(build.equal(one.get("id").get("job"), job.get("id")));
      conditions.add(build.equal(one.get("id").get("name"), parts[0]));
      if (parts.length == 2) {
        conditions.add(build.equal(one.get("text"), parts[1]));
      }
      return build.exists(
          tags.select(build.literal(1)).where(conditions.toArray(Predicate[]::new)));
    };
  }
}
