/**
 * A study's report: its answers as sentences, tables and pictures, with the protocol that gave
 * them, as one HTML page or as Markdown. What must not enter: HTTP, formulas of statistics (those
 * are {@code statistics}), anything that loads from a network.
 */
@NullMarked
package org.normlab.study.report;

import org.jspecify.annotations.NullMarked;
