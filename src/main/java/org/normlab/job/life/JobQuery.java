package org.normlab.job.life;

import org.jspecify.annotations.Nullable;
import org.normlab.job.JobFilter;
import org.normlab.storage.NamePart;
import org.normlab.storage.TagMatch;
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
        NamePart.in(filter.name()),
        TagMatch.of(JobTagEntity.class, "job", filter.tag()));
  }

  private static Specification<JobEntity> equal(String property, @Nullable Object value) {
    return (job, _, build) ->
        value == null ? build.conjunction() : build.equal(job.get(property), value);
  }
}
