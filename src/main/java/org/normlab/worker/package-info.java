/**
 * Slots: claim an attempt, run its trainer process, renew, requeue, cancel. What must not enter:
 * HTTP, SQL of other rooms, DJL.
 */
@NullMarked
package org.normlab.worker;

import org.jspecify.annotations.NullMarked;
