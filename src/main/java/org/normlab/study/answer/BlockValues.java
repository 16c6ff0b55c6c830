package org.normlab.study.answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.normlab.statistics.Scores;
import org.normlab.study.answer.aggregate.AggregateInput;

/** Collects the values of each method's chosen runs in each block. */
final class BlockValues {
  private final Results results;
  private final Map<String, String> sources;

  /**
   * Takes a study's results.
   *
   * @param sources of each job: the reference of its data, or the word of its environment
   */
  BlockValues(Results results, Map<String, String> sources) {
    this.results = results;
    this.sources = sources;
  }

  AggregateInput of(Question question) {
    String asked = question.metric();
    ScoredMetric metric = ScoredMetric.of(asked == null ? results.study().spec().metric() : asked);
    return new AggregateInput(
        metric.name(),
        metric.better(),
        results.compared().name(),
        Objects.requireNonNullElseGet(question.baseline(), results::baseline),
        question.level(),
        question.diverged(),
        Comparer.counts(Comparer.allRuns(results.blocks())).pending() == 0,
        results.blocks().stream().map(block -> of(block, metric)).toList());
  }

  private AggregateInput.OfBlock of(Block block, ScoredMetric metric) {
    Selector selector = results.selector();
    Map<String, Scores> values = new LinkedHashMap<>();
    block
        .methods()
        .forEach((method, all) -> values.put(method, selector.shown(all).scores(metric)));
    return new AggregateInput.OfBlock(block.coordinates(), sources(block), values);
  }

  private Set<String> sources(Block block) {
    return block.methods().values().stream()
        .flatMap(List::stream)
        .flatMap(candidate -> candidate.runs().stream())
        .map(run -> sources.get(run.job()))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
