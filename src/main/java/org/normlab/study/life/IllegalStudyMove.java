package org.normlab.study.life;

import java.util.Set;
import java.util.TreeSet;

/** A study cannot be moved so from where it stands. */
public final class IllegalStudyMove extends RuntimeException {
  IllegalStudyMove(String id, String state, String move, Set<String> from) {
    super(
        "study %s is %s and cannot be %s; only %s studies can"
            .formatted(id, state, move, String.join(", ", new TreeSet<>(from))));
  }
}
