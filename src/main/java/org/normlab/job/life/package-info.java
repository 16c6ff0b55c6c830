/**
 * Submits, claims, moves and ends jobs, and fences what workers write: the entities of jobs, runs
 * and attempts with everything that changes them. What must not enter: HTTP, training, processes.
 */
@NullMarked
package org.normlab.job.life;

import org.jspecify.annotations.NullMarked;
