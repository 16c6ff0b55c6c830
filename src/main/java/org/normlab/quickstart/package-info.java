/**
 * The first minute with Normlab: four methods on a deep network, compared at the terminal. A client
 * like any other: it speaks the public HTTP API and knows no other room. What must not enter: any
 * other room of ours, Spring, DJL.
 */
@NullMarked
package org.normlab.quickstart;

import org.jspecify.annotations.NullMarked;
