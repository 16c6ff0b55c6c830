/**
 * Flattens jobs and summaries into the rows by which runs are searched, also those of databases of
 * former versions. What must not enter: HTTP, entities.
 */
@NullMarked
package org.normlab.job.index;

import org.jspecify.annotations.NullMarked;
