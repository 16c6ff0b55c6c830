/**
 * Aggregates scores of methods over all blocks of a study. What must not enter: HTTP, storage, the
 * choice of settings, statistical formulas.
 */
@NullMarked
package org.normlab.study.answer.aggregate;

import org.jspecify.annotations.NullMarked;
