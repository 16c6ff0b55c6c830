package org.normlab.study.recipe;

import java.util.List;

/**
 * A study of a recipe held against its paper.
 *
 * @param complete whether every run has ended, so that nothing will change
 * @param changes what differs from the paper's protocol at this scale
 */
public record Findings(
    String recipe,
    String title,
    String paper,
    String scale,
    boolean complete,
    List<String> changes,
    List<Finding> claims) {}
