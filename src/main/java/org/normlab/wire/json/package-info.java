/**
 * Reads JSON text with the position of each value, and collects the faults that are found in it.
 */
@NullMarked
package org.normlab.wire.json;

import org.jspecify.annotations.NullMarked;
