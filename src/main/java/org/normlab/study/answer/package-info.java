/**
 * Answers questions about a study's runs: selection, comparison, ranks, curves. What must not
 * enter: HTTP, training, statistical formulas.
 */
@NullMarked
package org.normlab.study.answer;

import org.jspecify.annotations.NullMarked;
