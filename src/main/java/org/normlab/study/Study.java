package org.normlab.study;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.wire.StudySpec;

/**
 * A stored study.
 *
 * @param axes what varies, with all values that were ever asked for
 * @param state what the user wants of it; how far it is say its jobs
 * @param recipe of which it was made; null where the user wrote the study
 */
public record Study(
    String id,
    long version,
    StudySpec spec,
    List<Axis> axes,
    StudyState state,
    @Nullable String reason,
    @Nullable String recipe,
    @Nullable String scale,
    Instant created) {}
