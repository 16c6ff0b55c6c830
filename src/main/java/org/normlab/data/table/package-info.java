/** Reads tables of comma-separated values: header, labels, columns that are left out. */
@NullMarked
package org.normlab.data.table;

import org.jspecify.annotations.NullMarked;
