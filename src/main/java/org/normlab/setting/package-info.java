/**
 * Lets a settings record say what its settings mean: the word JSON uses for it, defaults, ranges,
 * faults. Library: knows the JDK only. What must not enter: reading or writing JSON (that is {@code
 * wire}), any training.
 */
@NullMarked
package org.normlab.setting;

import org.jspecify.annotations.NullMarked;
