package org.normlab.train;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a training runs, known before its first step.
 *
 * @param parameters trainable numbers of one run
 * @param width runs trained in one pass
 * @param threads of the processor, within one operation
 * @param totalSteps updates of one run, if it neither diverges nor stops early; of agents,
 *     environment steps
 * @param notes sentences for the job's log
 * @param dataDigest of the data that were read; null where that is not known
 */
public record Started(
    long parameters,
    int width,
    int threads,
    long totalSteps,
    List<String> notes,
    @Nullable String dataDigest) {}
