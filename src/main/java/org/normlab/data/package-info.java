/**
 * One file a kind of data set; a data set is rows on the host, split and standardized. Library: JDK
 * and xz only. What must not enter: networks, JSON, HTTP other than a verified download.
 */
@NullMarked
package org.normlab.data;

import org.jspecify.annotations.NullMarked;
