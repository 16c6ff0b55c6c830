/** Finds, downloads, verifies and reads files of data. What must not enter: any one data set. */
@NullMarked
package org.normlab.data.file;

import org.jspecify.annotations.NullMarked;
