/** Ranks methods over several data sets and tests the ranks. What must not enter: jobs, HTTP. */
@NullMarked
package org.normlab.statistics.rank;

import org.jspecify.annotations.NullMarked;
