/**
 * The life of a job: states, runs, attempts, fencing, idempotency, priority. What must not enter:
 * HTTP, training, processes.
 */
@NullMarked
package org.normlab.job;

import org.jspecify.annotations.NullMarked;
