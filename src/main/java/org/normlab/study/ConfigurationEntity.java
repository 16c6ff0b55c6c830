package org.normlab.study;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Map;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.descriptor.java.Immutability;
import org.normlab.storage.AssignedKey;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The stored configuration of a study; never changed. */
@Entity
@Table(name = "study_cell")
class ConfigurationEntity extends AssignedKey<ConfigurationEntity.Key> {
  /** The key of a configuration: its study and its number within it. */
  @Embeddable
  record Key(String study, int number) {}

  @EmbeddedId private Key id;

  @SuppressWarnings("UnusedVariable") // read by a query
  @Column(updatable = false)
  @Convert(converter = CoordinatesJson.class)
  @Mutability(Immutability.class)
  private Map<String, String> coordinates;

  /** For Hibernate. */
  @SuppressWarnings("NullAway.Init")
  ConfigurationEntity() {}

  ConfigurationEntity(String study, Configuration configuration) {
    this.id = new Key(study, configuration.number());
    this.coordinates = configuration.coordinates();
  }

  @Override
  public Key getId() {
    return id;
  }

  /** Stores the coordinates as a JSON object. */
  @Converter
  static class CoordinatesJson implements AttributeConverter<Map<String, String>, String> {
    @Override
    public String convertToDatabaseColumn(Map<String, String> coordinates) {
      return JsonMapper.shared().writeValueAsString(coordinates);
    }

    @Override
    public Map<String, String> convertToEntityAttribute(String json) {
      return JsonMapper.shared().readValue(json, new TypeReference<>() {});
    }
  }
}
