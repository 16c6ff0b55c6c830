/**
 * HTTP: controllers, problem+json, paging, ETags, OpenAPI. What must not enter: SQL, DJL, worker
 * internals.
 */
@NullMarked
package org.normlab.api;

import org.jspecify.annotations.NullMarked;
