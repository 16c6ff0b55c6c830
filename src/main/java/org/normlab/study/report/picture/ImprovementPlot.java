package org.normlab.study.report.picture;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.normlab.statistics.Estimate;
import org.normlab.statistics.Interval;
import org.normlab.study.answer.aggregate.Aggregates;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.Svg;

/** Draws how probably a run of one method is better than one of another, about one half. */
public final class ImprovementPlot {
  private ImprovementPlot() {}

  /** Null where no pair of methods has runs in the same blocks. */
  public static @Nullable Picture of(Aggregates aggregates, double width) {
    List<Aggregates.OfPair> pairs = Phrases.shownPairs(aggregates);
    if (pairs.stream().noneMatch(pair -> pair.improvement().probability().defined())) {
      return null;
    }
    Svg svg =
        new Svg(
            "Probability of improvement, " + aggregates.metric(),
            "How probably a run of the first method is better than one of the second in the same block, a tie counting half; the bar is its %s interval by resampling the runs of each block. At the line neither is better.%s"
                .formatted(Numbers.percent(aggregates.level()), Phrases.leftOut(aggregates)),
            width);
    RowChart chart =
        new RowChart(
            svg,
            pairs.stream().map(ImprovementPlot::name).toList(),
            pairs.stream().map(pair -> words(pair.improvement().probability())).toList(),
            DoubleStream.of(0, 1),
            0);
    chart.frame("probability that the first is better");
    double half = chart.scale().at(0.5);
    svg.line(half, chart.top(), half, chart.bottom(), "zero");
    Marks marks = Marks.of(aggregates);
    for (int row = 0; row < pairs.size(); row++) {
      Aggregates.OfPair pair = pairs.get(row);
      draw(svg, chart, chart.y(row), pair, marks.of(pair.method()));
    }
    return new Picture(svg, null);
  }

  private static String name(Aggregates.OfPair pair) {
    return pair.method() + " over " + pair.other();
  }

  private static String words(Estimate probability) {
    return probability.value() == null ? "no value" : Numbers.share(probability.value());
  }

  private static void draw(Svg svg, RowChart chart, double y, Aggregates.OfPair pair, Mark mark) {
    Double probability = pair.improvement().probability().value();
    if (probability == null) {
      return;
    }
    Interval interval = pair.improvement().interval();
    svg.beginPart(
        "%s: %s, %s".formatted(name(pair), Numbers.share(probability), Phrases.interval(interval)),
        null);
    if (interval.low() != null && interval.high() != null) {
      double low = chart.scale().at(interval.low());
      svg.line(low, y, chart.scale().at(interval.high()), y, "interval " + mark.colour());
    }
    mark.draw(svg, chart.scale().at(probability), y, 4.5);
    svg.endPart();
  }
}
