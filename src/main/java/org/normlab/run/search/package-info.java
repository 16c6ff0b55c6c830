/**
 * Runs of all jobs, found by a filter and written as tables. What must not enter: HTTP, training,
 * anything that writes to the database.
 */
@NullMarked
package org.normlab.run.search;

import org.jspecify.annotations.NullMarked;
