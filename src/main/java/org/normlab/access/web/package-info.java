/**
 * Access over HTTP: which request needs which scope, who sends it, what is refused and how, and the
 * tokens themselves. What must not enter: SQL, jobs, runs, studies.
 */
@NullMarked
package org.normlab.access.web;

import org.jspecify.annotations.NullMarked;
