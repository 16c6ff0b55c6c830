/**
 * Exports weights of one run out of a checkpoint in formats that other programs read. What must not
 * enter: HTTP.
 */
@NullMarked
package org.normlab.train.export;

import org.jspecify.annotations.NullMarked;
