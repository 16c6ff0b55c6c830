package org.normlab.job.life;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stores tags as a JSON object. */
@Converter
class TagsJson implements AttributeConverter<Map<String, String>, String> {
  @Override
  public String convertToDatabaseColumn(Map<String, String> tags) {
    return JsonMapper.shared().writeValueAsString(tags);
  }

  @Override
  public Map<String, String> convertToEntityAttribute(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<>() {});
  }
}
