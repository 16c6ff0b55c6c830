/** Submits, extends, pauses, resumes and cancels studies. What must not enter: HTTP, training. */
@NullMarked
package org.normlab.study.life;

import org.jspecify.annotations.NullMarked;
