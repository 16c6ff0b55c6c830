package org.normlab.study.recipe.claim;

import org.jspecify.annotations.Nullable;

/**
 * A sentence of a paper, and how a study tries it.
 *
 * @param says the claim in our words
 * @param source where the paper has it, and how its number was read
 * @param published the paper's number; null where none could be verified
 */
public record Claim(String says, String source, @Nullable String published, Measure measure) {}
