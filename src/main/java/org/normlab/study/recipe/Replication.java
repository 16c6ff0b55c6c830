package org.normlab.study.recipe;

import java.util.List;
import org.normlab.study.recipe.claim.Finding;

/**
 * A study of a recipe held against its paper.
 *
 * @param complete whether every run has ended, so that nothing will change
 * @param changes what differs from the paper's protocol at this scale
 * @param level at which the verdicts of all claims hold together
 * @param correctedFor claims over which Holm corrects: those that are measured
 */
public record Replication(
    String recipe,
    String title,
    String paper,
    String scale,
    boolean complete,
    List<String> changes,
    double level,
    int correctedFor,
    List<Finding> claims) {}
