/**
 * Describes jobs, their runs and attempts: their states with the moves between them, and what is
 * refused. What must not enter: HTTP, statements, training, processes.
 */
@NullMarked
package org.normlab.job;

import org.jspecify.annotations.NullMarked;
