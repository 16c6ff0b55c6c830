/**
 * The child process that trains one attempt, and the JSON lines it speaks with its worker. What
 * must not enter: Spring, HTTP, databases.
 */
@NullMarked
package org.normlab.trainer;

import org.jspecify.annotations.NullMarked;
