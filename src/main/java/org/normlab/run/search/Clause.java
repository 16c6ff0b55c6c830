package org.normlab.run.search;

import java.util.List;

/**
 * One comparison.
 *
 * @param values as the database takes them: String, Long, Double or OffsetDateTime; one, or those
 *     of a list
 */
record Clause(Field field, Operator operator, List<Object> values) {
  Object value() {
    return values.getFirst();
  }
}
