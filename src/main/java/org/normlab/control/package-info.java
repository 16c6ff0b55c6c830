/**
 * Lets agents learn in environments. Library: knows the JDK, environments, seeds and settings so
 * far. What must not enter: JSON, jobs.
 */
@NullMarked
package org.normlab.control;

import org.jspecify.annotations.NullMarked;
