package org.normlab.study.report.picture;

import java.util.List;
import java.util.stream.Stream;
import org.normlab.study.answer.Comparison;
import org.normlab.study.answer.CurveSet;
import org.normlab.study.answer.aggregate.Aggregates;

/**
 * The mark of each method of a study: the same one in all blocks, also where a block lacks methods.
 *
 * @param methods all, in the order in which blocks first name them
 */
public record Marks(List<String> methods) {
  /** Numbers the methods of a comparison. */
  public static Marks of(Comparison comparison) {
    return of(
        comparison.blocks().stream()
            .flatMap(block -> block.methods().stream().map(Comparison.OfMethod::method)));
  }

  static Marks of(CurveSet curves) {
    return of(
        curves.blocks().stream()
            .flatMap(block -> block.methods().stream().map(CurveSet.OfMethod::method)));
  }

  static Marks of(Aggregates aggregates) {
    return of(aggregates.methods().stream().map(Aggregates.OfMethod::method));
  }

  private static Marks of(Stream<String> names) {
    return new Marks(names.distinct().toList());
  }

  Mark of(String method) {
    return new Mark(Math.max(0, methods.indexOf(method)));
  }
}
