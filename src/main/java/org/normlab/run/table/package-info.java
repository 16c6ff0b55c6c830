/**
 * Writes runs and their points as tables: CSV, JSON lines, Parquet. What must not enter: HTTP,
 * training, anything that writes to the database.
 */
@NullMarked
package org.normlab.run.table;

import org.jspecify.annotations.NullMarked;
