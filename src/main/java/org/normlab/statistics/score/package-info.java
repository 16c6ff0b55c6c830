/**
 * Scores of methods over several blocks, such as games, as reinforcement learning reports them:
 * aggregates, probability of improvement, performance profiles (Agarwal et al. 2021,
 * arXiv:2108.13264). In all, higher is better and blocks are fixed: runs alone are resampled, those
 * of each block for themselves.
 */
@NullMarked
package org.normlab.statistics.score;

import org.jspecify.annotations.NullMarked;
