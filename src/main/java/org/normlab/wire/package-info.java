/**
 * The wire form of a job: JSON to the library's records and back, defaults, JSON Schemas; every
 * fault reported at once. What must not enter: HTTP, databases, training.
 */
@NullMarked
package org.normlab.wire;

import org.jspecify.annotations.NullMarked;
