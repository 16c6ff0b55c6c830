package org.normlab.job.presence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The stored presence of a worker. It is written by statements alone, and loaded to be read. */
@Entity
@Table(name = "worker")
class WorkerEntity {
  @Id private String name;

  /** Holds a JSON list of names. */
  @Column(updatable = false)
  private String slots;

  @Column(updatable = false)
  private Instant started;

  private Instant heard;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private WorkerState state;

  private @Nullable String reason;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  WorkerEntity() {}

  WorkerRegistry.Worker view() {
    return new WorkerRegistry.Worker(name, names(slots), started, heard, state, reason);
  }

  /** Returns the names of slots as they are stored. */
  static String json(List<String> slots) {
    return JsonMapper.shared().writeValueAsString(slots);
  }

  private static List<String> names(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<>() {});
  }
}
