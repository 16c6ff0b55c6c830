/**
 * Stores the files that jobs have made, and checks the jobs whose recorded norms others follow.
 * What must not enter: HTTP, training, the content of files.
 */
@NullMarked
package org.normlab.job.artifact;

import org.jspecify.annotations.NullMarked;
