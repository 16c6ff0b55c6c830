/**
 * Measures the claims of papers on the answers of a study. What must not enter: any one recipe,
 * HTTP.
 */
@NullMarked
package org.normlab.study.recipe.claim;

import org.jspecify.annotations.NullMarked;
