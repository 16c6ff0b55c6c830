package org.normlab.study.answer.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.DivergedPairs;
import org.normlab.statistics.score.BlockImprovement;
import org.normlab.statistics.score.BlockScores;

/** Aggregates the runs of each method over all blocks. */
public final class Aggregator {
  private final AggregateInput input;
  private final List<String> names;
  private final List<MethodScores> methods;
  private final ScoreScale scale;
  private final int resamples;

  /**
   * Checks the settings against the runs.
   *
   * @throws IllegalAggregate where the references or the number of resamples do not fit
   */
  public Aggregator(AggregateInput input, AggregateSettings settings) {
    this.input = input;
    this.names =
        input.blocks().stream()
            .map(one -> BlockNames.of(one.coordinates(), one.sources()))
            .toList();
    this.methods = methods();
    this.scale = ScoreScale.of(input, settings.normalize());
    this.resamples = new ResampleBudget(methods).of(settings.resamples());
  }

  /** The methods in the order in which blocks first name them. */
  private List<MethodScores> methods() {
    return input.blocks().stream()
        .flatMap(block -> block.values().keySet().stream())
        .distinct()
        .map(
            method ->
                new MethodScores(
                    method,
                    names,
                    new ArrayList<>(
                        input.blocks().stream().map(one -> one.values().get(method)).toList())))
        .toList();
  }

  /** Computes all aggregates, profiles and probabilities of improvement. */
  public Aggregates aggregate() {
    WorstScores worst = new WorstScores(methods, scale, names.size());
    boolean counts = input.diverged() == DivergedPairs.WORST_RANKED;
    List<BlockScores> scores = scores(scale::score, counts ? worst.counted() : null);
    List<BlockScores> ranked =
        scores(
            (block, value) -> scale.better().oriented(scale.score(block, value)),
            counts ? worst.belowAll() : null);
    return new Aggregates(
        input.metric(),
        scale.better(),
        input.compared(),
        input.baseline(),
        input.level(),
        resamples,
        input.complete(),
        scale.kind(),
        input.diverged(),
        new AggregateNotes(input, scale).of(methods),
        blocks(),
        figures(scores),
        pairs(ranked));
  }

  private List<BlockScores> scores(MethodScores.Scaled scaled, double @Nullable [] diverged) {
    return methods.stream().map(method -> method.scores(scaled, diverged)).toList();
  }

  private List<Aggregates.OfBlock> blocks() {
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                new Aggregates.OfBlock(
                    names.get(i), input.blocks().get(i).coordinates(), scale.references().get(i)))
        .toList();
  }

  private List<Aggregates.OfMethod> figures(List<BlockScores> scores) {
    DoubleStream all = scores.stream().flatMapToDouble(BlockScores::all);
    MethodAggregator figures =
        new MethodAggregator(scale, input.level(), resamples, Thresholds.of(all));
    return IntStream.range(0, methods.size())
        .mapToObj(i -> figures.of(methods.get(i), scores.get(i)))
        .toList();
  }

  /** Each pair once: the baseline second, else the one that stands first. */
  private List<Aggregates.OfPair> pairs(List<BlockScores> ranked) {
    List<Aggregates.OfPair> pairs = new ArrayList<>();
    for (int i = 0; i < ranked.size(); i++) {
      for (int j = i + 1; j < ranked.size(); j++) {
        boolean turned = methods.get(j).method().equals(input.baseline());
        pairs.add(turned ? pair(i, j, ranked) : pair(j, i, ranked));
      }
    }
    return pairs;
  }

  private Aggregates.OfPair pair(int x, int y, List<BlockScores> ranked) {
    MethodScores own = methods.get(x);
    MethodScores other = methods.get(y);
    BlockScores left = ranked.get(x);
    BlockScores right = ranked.get(y);
    return new Aggregates.OfPair(
        own.method(),
        other.method(),
        Undefined.where(
            BlockImprovement.of(left, right, input.level(), resamples),
            own.lacking(left).or(() -> other.lacking(right)).orElse(null),
            own.few(left).or(() -> other.few(right)).orElse(null)));
  }
}
