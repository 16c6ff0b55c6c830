package org.normlab.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.wire.StudySpec;

/**
 * A study to store.
 *
 * @param request what the user sent, by which a repeated request is known
 * @param recipe of which it was made; null where the user wrote the study
 */
public record NewStudy(
    StudySpec spec,
    List<Axis> axes,
    String request,
    @Nullable String recipe,
    @Nullable String scale) {}
