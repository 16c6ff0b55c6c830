/**
 * Reads, writes and describes by JSON Schema the records that settings are kept in, by their
 * components.
 */
@NullMarked
package org.normlab.wire.shape;

import org.jspecify.annotations.NullMarked;
