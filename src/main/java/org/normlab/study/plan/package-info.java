/**
 * Expands a study into configurations and jobs, and checks them. What must not enter: HTTP,
 * training, storage.
 */
@NullMarked
package org.normlab.study.plan;

import org.jspecify.annotations.NullMarked;
