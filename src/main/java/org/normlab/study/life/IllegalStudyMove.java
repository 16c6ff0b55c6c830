package org.normlab.study.life;

import java.util.List;
import java.util.stream.Collectors;
import org.normlab.study.StudyPhase;

/** A study cannot be moved so from where it stands. */
public final class IllegalStudyMove extends RuntimeException {
  IllegalStudyMove(String id, StudyPhase phase, String move, List<StudyPhase> from) {
    super(
        "study %s is %s and cannot be %s; only %s studies can"
            .formatted(
                id,
                phase,
                move,
                from.stream().map(StudyPhase::name).sorted().collect(Collectors.joining(", "))));
  }
}
