/** Serves studies, their answers and reports over HTTP. What must not enter: SQL, training. */
@NullMarked
package org.normlab.study.web;

import org.jspecify.annotations.NullMarked;
