@NullMarked
package org.normlab.quickstart;

import org.jspecify.annotations.NullMarked;
