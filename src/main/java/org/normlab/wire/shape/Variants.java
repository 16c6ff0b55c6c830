package org.normlab.wire.shape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.normlab.setting.Problem;
import org.normlab.setting.Words;
import org.normlab.wire.json.JsonValue;

/**
 * The records of a family whose settings stand beside others, so that one of them tells which
 * record is meant.
 *
 * @param byKey by the name of the setting that tells, in the order of {@code permits}
 */
record Variants(Map<String, RecordShape> byKey) {
  Collection<RecordShape> shapes() {
    return byKey.values();
  }

  /** Returns the records whose key is given; a fault of the object unless it is one. */
  List<RecordShape> chosen(Map<String, JsonValue> given, JsonPosition record) {
    List<String> keys = byKey.keySet().stream().filter(given::containsKey).toList();
    if (keys.size() != 1) {
      refuse(keys, record);
    }
    return keys.stream().map(byKey::get).toList();
  }

  private void refuse(List<String> keys, JsonPosition record) {
    record
        .faults()
        .addBeside(
            new Problem(
                record.pointer(),
                "%s needs exactly one of %s; received %s"
                    .formatted(
                        record.name(),
                        Words.all(byKey.keySet()),
                        keys.isEmpty() ? "none" : Words.all(keys))));
  }

  /** Returns the faults of settings that other records have, but none of the chosen. */
  List<Problem> foreign(
      Map<String, JsonValue> given, List<RecordShape> chosen, JsonPosition record) {
    List<Problem> faults = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          List<String> keys = keysOf(name);
          if (!keys.isEmpty() && chosen.stream().noneMatch(one -> one.names().contains(name))) {
            faults.add(
                new Problem(
                    record.member(name).pointer(),
                    "%s goes with %s only; received %s"
                        .formatted(name, Words.all(keys), value.shown())));
          }
        });
    return faults;
  }

  /** Returns the keys of the records that have a setting. */
  private List<String> keysOf(String name) {
    return byKey.entrySet().stream()
        .filter(variant -> variant.getValue().names().contains(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  RecordShape first() {
    return byKey.values().iterator().next();
  }

  RecordShape last() {
    return List.copyOf(byKey.values()).getLast();
  }
}
