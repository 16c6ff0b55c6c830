package org.normlab.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.NamePart;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A filter as SQL. */
final class JobQuery {
  private final StringBuilder where = new StringBuilder(" where 1 = 1");
  private final List<Object> values = new ArrayList<>();

  private JobQuery() {}

  static JobQuery of(JobFilter filter, @Nullable String beforeId) {
    JobQuery listing = new JobQuery();
    listing.and("state = ?", filter.state() == null ? null : filter.state().name());
    listing.and("normalization = ?", filter.normalization());
    listing.and("architecture = ?", filter.architecture());
    listing.and("data = ?", filter.data());
    String part = filter.name();
    if (part != null) {
      listing.where.append(" and ").append(NamePart.CONDITION);
      listing.values.addAll(NamePart.values(part));
    }
    listing.tag(filter.tag());
    listing.and("id < ?", beforeId);
    return listing;
  }

  private void and(String condition, @Nullable Object value) {
    if (value != null) {
      where.append(" and ").append(condition);
      values.add(value);
    }
  }

  private void tag(@Nullable String tag) {
    if (tag == null) {
      return;
    }
    String[] parts = tag.split("=", 2);
    String text = parts.length == 2 ? " and t.text = ?" : "";
    and(
        "exists (select 1 from job_tag t where t.job = job.id and t.name = ?" + text + ")",
        parts[0]);
    if (parts.length == 2) {
      values.add(parts[1]);
    }
  }

  List<Job> query(JdbcClient sql, int limit) {
    values.add(limit);
    return sql.sql("select * from job" + where + " order by id desc limit ?")
        .params(values)
        .query(RowMappers::job)
        .list();
  }
}
