package org.normlab.study;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.AssignedKey;
import org.normlab.wire.StudyJson;
import org.normlab.wire.StudySpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored study with its moves. It is loaded to be changed only, under the lock of its row; what
 * is read is a {@link Study}. An update writes only what has changed, so that a study keeps the
 * text of the version that stored it.
 */
@Entity
@Table(name = "study")
@DynamicUpdate
class StudyEntity extends AssignedKey<String> {
  @Id private String id;
  @Version private long version = 1;

  @Convert(converter = SpecJson.class)
  @Mutability(Immutability.class)
  private StudySpec spec;

  @Column(updatable = false)
  private @Nullable String name;

  @Convert(converter = AxesJson.class)
  @Mutability(Immutability.class)
  private List<Axis> axes;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private StudyState state = StudyState.ACTIVE;

  private @Nullable String reason;

  @Column(updatable = false)
  private @Nullable String recipe;

  @Column(updatable = false)
  private @Nullable String scale;

  @SuppressWarnings("UnusedVariable") // read by a query
  @Column(updatable = false)
  private String request;

  @SuppressWarnings("UnusedVariable") // read by a query
  @Column(updatable = false)
  private @Nullable String idempotencyKey;

  @Column(updatable = false)
  private Instant created;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  StudyEntity() {}

  StudyEntity(String id, NewStudy study, @Nullable String key, Instant created) {
    this.id = id;
    this.spec = study.spec();
    this.name = study.spec().name();
    this.axes = study.axes();
    this.recipe = study.recipe();
    this.scale = study.scale();
    this.request = study.request();
    this.idempotencyKey = key;
    this.created = created;
  }

  @Override
  public String getId() {
    return id;
  }

  /**
   * Goes to the state that the user asks for.
   *
   * @param phase of the study, which its jobs know
   */
  void move(StudyPhase phase, StudyState next, @Nullable String why) {
    if (!phase.mayBecome(next)) {
      throw new IllegalStateException("study %s is %s and cannot be %s".formatted(id, phase, next));
    }
    state = next;
    reason = why;
  }

  /** Takes a larger specification in place of the one that it has. */
  void grow(StudySpec larger, List<Axis> allAxes) {
    spec = larger;
    axes = allAxes;
  }

  Study view() {
    return new Study(id, version, spec, axes, state, reason, recipe, scale, created);
  }

  /** Stores the specification as canonical JSON. */
  @Converter
  static class SpecJson implements AttributeConverter<StudySpec, String> {
    @Override
    public String convertToDatabaseColumn(StudySpec spec) {
      return StudyJson.write(spec);
    }

    @Override
    public StudySpec convertToEntityAttribute(String json) {
      return StudyJson.trusted(json);
    }
  }

  /** Stores the axes as a JSON list. */
  @Converter
  static class AxesJson implements AttributeConverter<List<Axis>, String> {
    @Override
    public String convertToDatabaseColumn(List<Axis> axes) {
      return JsonMapper.shared().writeValueAsString(axes);
    }

    @Override
    public List<Axis> convertToEntityAttribute(String json) {
      return JsonMapper.shared().readValue(json, new TypeReference<>() {});
    }
  }
}
