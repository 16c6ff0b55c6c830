package org.normlab.job.life;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Stores the summary of a run as a JSON object. */
@Converter
class SummaryJson implements AttributeConverter<Map<String, Double>, String> {
  @Override
  public String convertToDatabaseColumn(Map<String, Double> summary) {
    return JsonMapper.shared().writeValueAsString(summary);
  }

  @Override
  public Map<String, Double> convertToEntityAttribute(String json) {
    return JsonMapper.shared().readValue(json, new TypeReference<>() {});
  }
}
