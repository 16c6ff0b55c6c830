/**
 * Decides who may use the service: API tokens with their scopes, and the rule that an address which
 * others reach is guarded. What must not enter: jobs, runs, studies.
 */
@NullMarked
package org.normlab.access;

import org.jspecify.annotations.NullMarked;
