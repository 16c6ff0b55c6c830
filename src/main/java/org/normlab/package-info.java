/** The house: the jar's entry and the wiring of the rooms; every room is one package below. */
@NullMarked
package org.normlab;

import org.jspecify.annotations.NullMarked;
