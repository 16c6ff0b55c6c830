package org.normlab.study.answer;

import org.normlab.study.Axis;
import org.normlab.wire.json.Quoted;

/** A value that the compared axis does not have. */
public final class UnknownLabel extends RuntimeException {
  UnknownLabel(Axis compared, String label) {
    super(
        "baseline must be a value of the compared axis \"%s\", one of %s; received \"%s\""
            .formatted(compared.name(), compared.labels(), Quoted.cut(label)));
  }
}
