package org.normlab.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.storage.NamePart;

/**
 * Describes which studies to list; null matches all.
 *
 * @param name part of the study's name, in any case
 * @param tag {@code name} or {@code name=text}
 */
public record StudyFilter(@Nullable String name, @Nullable String tag) {
  public static final StudyFilter ALL = new StudyFilter(null, null);

  /** Conditions, each after an {@code and}; their values are added in order. */
  String sql(List<Object> values) {
    List<String> conditions = new ArrayList<>();
    if (name != null) {
      conditions.add(" and " + NamePart.CONDITION);
      values.addAll(NamePart.values(name));
    }
    if (tag != null) {
      String[] parts = tag.split("=", 2);
      conditions.add(
          " and exists (select 1 from study_tag t where t.study = study.id and t.name = ?"
              + (parts.length == 2 ? " and t.text = ?)" : ")"));
      values.addAll(List.of(parts));
    }
    return String.join("", conditions);
  }
}
