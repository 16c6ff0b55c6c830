/**
 * Describes the elements of a report and writes them as HTML or Markdown. What must not enter:
 * studies.
 */
@NullMarked
package org.normlab.study.report.element;

import org.jspecify.annotations.NullMarked;
