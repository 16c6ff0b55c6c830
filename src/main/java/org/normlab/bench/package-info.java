/**
 * Times training steps from the command line, on the path that jobs take. What must not enter: the
 * service.
 */
@NullMarked
package org.normlab.bench;

import org.jspecify.annotations.NullMarked;
