/** The Helm chart, rendered by Helm itself and read back. */
@NullMarked
package org.normlab.helm;

import org.jspecify.annotations.NullMarked;
