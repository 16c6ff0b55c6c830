/**
 * Serves runs over HTTP: results, series, probes, norms, weights, search, tables. What must not
 * enter: SQL, training.
 */
@NullMarked
package org.normlab.run.web;

import org.jspecify.annotations.NullMarked;
