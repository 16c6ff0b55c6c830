/** The live page: its files by themselves, and drawn by a browser where there is one. */
@NullMarked
package org.normlab.page;

import org.jspecify.annotations.NullMarked;
