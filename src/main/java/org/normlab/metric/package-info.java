/**
 * The catalogue of metrics: names, units, directions and definitions of everything that training
 * measures. What must not enter: values, storage, HTTP.
 */
@NullMarked
package org.normlab.metric;

import org.jspecify.annotations.NullMarked;
