/** Tests of README and docs: tables, links, commands and JSON. */
@NullMarked
package org.normlab.docs;

import org.jspecify.annotations.NullMarked;
