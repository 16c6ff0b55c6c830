/**
 * Recipes: experiments of papers as studies, with what the papers say and whether it was seen. A
 * recipe is one file; its claims are read off the study's answers. What must not enter: HTTP,
 * training, statistical formulas.
 */
@NullMarked
package org.normlab.study.recipe;

import org.jspecify.annotations.NullMarked;
