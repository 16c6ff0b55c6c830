/**
 * Trains the runs of a job: groups, epochs, evaluations, endings, reports. What must not enter:
 * processes, HTTP, databases.
 */
@NullMarked
package org.normlab.train.loop;

import org.jspecify.annotations.NullMarked;
