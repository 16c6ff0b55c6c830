/** Draws the pictures of a report as SVG. What must not enter: HTTP, storage. */
@NullMarked
package org.normlab.study.report.picture;

import org.jspecify.annotations.NullMarked;
