/**
 * Describes the places of a network where methods act: sites, weights, branches, and what methods
 * require of them. What must not enter: any one method.
 */
@NullMarked
package org.normlab.norm.site;

import org.jspecify.annotations.NullMarked;
