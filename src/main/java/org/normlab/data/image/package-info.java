/** Decodes and resizes images and reads folders of them. What must not enter: any one data set. */
@NullMarked
package org.normlab.data.image;

import org.jspecify.annotations.NullMarked;
