package org.normlab.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which studies to list; null matches all.
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
      conditions.add(" and position(? in lower(name)) > 0");
      values.add(name.toLowerCase(Locale.ROOT));
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
