/**
 * Serves jobs, their attempts, the workers and the catalogue over HTTP. What must not enter: SQL,
 * training.
 */
@NullMarked
package org.normlab.job.web;

import org.jspecify.annotations.NullMarked;
