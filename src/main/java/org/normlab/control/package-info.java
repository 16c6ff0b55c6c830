/**
 * Lets agents learn in environments. Library: depends on the JDK, seeds and settings only. What
 * must not enter: JSON, jobs.
 */
@NullMarked
package org.normlab.control;

import org.jspecify.annotations.NullMarked;
