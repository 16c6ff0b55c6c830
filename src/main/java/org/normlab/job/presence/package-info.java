/**
 * The presence of workers: which processes could train, and why one takes no jobs. What must not
 * enter: HTTP, jobs, leases.
 */
@NullMarked
package org.normlab.job.presence;

import org.jspecify.annotations.NullMarked;
