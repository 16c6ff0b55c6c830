package org.normlab.study.recipe;

/**
 * Describes what a recipe is.
 *
 * @param paper authors, year, title and number; of no paper "none"
 * @param question what it finds out
 * @param protocol how the paper did it
 */
public record RecipeDescription(
    String name, String title, String paper, String question, String protocol) {}
