/**
 * Studies: many jobs that answer one question. A study's design is expanded into points and jobs,
 * its runs are compared; recipes are studies of the papers. What must not enter: HTTP, training,
 * statistical formulas (those are {@code statistics}).
 */
@NullMarked
package org.normlab.study;

import org.jspecify.annotations.NullMarked;
