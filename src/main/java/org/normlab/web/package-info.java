/**
 * HTTP: controllers, problem+json, paging, ETags, OpenAPI. What must not enter: SQL, DJL, worker
 * internals.
 */
@NullMarked
package org.normlab.web;

import org.jspecify.annotations.NullMarked;
