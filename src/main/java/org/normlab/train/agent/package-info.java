/**
 * Trains agents, those of several runs in one pass: what they see and learn on the device, and the
 * loop that plays and learns. What must not enter: JSON, jobs.
 */
@NullMarked
package org.normlab.train.agent;

import org.jspecify.annotations.NullMarked;
