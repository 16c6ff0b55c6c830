/**
 * Describes the environments that agents learn in, and plays many of them at once. Library: knows
 * the JDK, seeds and settings. What must not enter: agents, networks, JSON.
 */
@NullMarked
package org.normlab.environment;

import org.jspecify.annotations.NullMarked;
