package org.normlab.study.report.picture;

import org.jspecify.annotations.Nullable;
import org.normlab.study.answer.Question;
import org.normlab.study.answer.aggregate.AggregateSettings;

/**
 * A picture that is asked for.
 *
 * @param question how runs are compared; its metric is that of the curves where these are drawn
 * @param block number of the block, from 0
 * @param setting whose sensitivity is drawn; null for the first
 * @param test that groups methods in the diagram of ranks
 * @param aggregates how runs are aggregated over blocks
 * @param steps of the curves that are drawn
 * @param logarithmic whether values of curves lie on a logarithmic axis
 * @param width of the picture in pixels
 * @param styled whether the picture holds its own style sheet
 */
public record PictureRequest(
    PictureName name,
    Question question,
    int block,
    @Nullable String setting,
    RankTest test,
    AggregateSettings aggregates,
    StepRange steps,
    boolean logarithmic,
    int width,
    boolean styled) {}
