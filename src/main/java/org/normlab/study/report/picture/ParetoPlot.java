package org.normlab.study.report.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.study.answer.Comparison;
import org.normlab.study.report.element.Numbers;
import org.normlab.study.report.element.Picture;
import org.normlab.study.report.element.Svg;

/** The metric against what a run costs in seconds, with the front. */
public final class ParetoPlot {
  private static final double LEFT = 64;
  private static final double TOP = 30;
  private static final double BOTTOM = 280;

  private ParetoPlot() {}

  private record Place(Comparison.OfMethod method, Mark mark, double value, double seconds) {}

  /** Null where no method has both. */
  public static @Nullable Picture of(
      Comparison comparison, Comparison.InBlock block, String where, double width) {
    List<Place> places = places(block, Marks.of(comparison));
    if (places.isEmpty()) {
      return null;
    }
    Svg svg =
        new Svg(
            comparison.metric() + " against seconds a run" + where,
            "Each point is a method: its mean over seeds that did not diverge against a run's"
                + " seconds, on a logarithmic axis. The line joins the front, methods that none"
                + " beats in both.",
            width);
    PlotScale x =
        PlotScale.logarithmic(places.stream().mapToDouble(Place::seconds), LEFT, width - 8);
    PlotScale y = PlotScale.linear(places.stream().mapToDouble(Place::value), BOTTOM, TOP);
    PlotAxes.leftOf(svg, y, LEFT, width - 8, comparison.metric());
    PlotAxes.below(svg, x, x.ticks(6), TOP, BOTTOM, "seconds a run, its share of its group");
    svg.polyline("front", "4 3", front(places, x, y));
    for (Place place : places) {
      svg.beginPart(
          "%s: %s, %s seconds a run"
              .formatted(
                  words(place.method()), Numbers.of(place.value()), Numbers.of(place.seconds())),
          null);
      place.mark().draw(svg, x.at(place.seconds()), y.at(place.value()), 5);
      svg.endPart();
    }
    List<Legend.Entry> legend =
        places.stream()
            .map(place -> new Legend.Entry(place.mark(), words(place.method())))
            .toList();
    svg.height(Legend.draw(svg, BOTTOM + 46, legend, false) + 4);
    return new Picture(svg, null);
  }

  private static List<Place> places(Comparison.InBlock block, Marks marks) {
    List<Place> places = new ArrayList<>();
    for (Comparison.OfMethod method : block.methods()) {
      Double value = method.summary().mean().value();
      Double seconds = method.costs().seconds().value();
      if (value != null && seconds != null && seconds > 0) {
        places.add(new Place(method, marks.of(method.method()), value, seconds));
      }
    }
    return places;
  }

  private static double[] front(List<Place> places, PlotScale x, PlotScale y) {
    return places.stream()
        .filter(place -> place.method().onFront())
        .sorted(Comparator.comparingDouble(Place::seconds))
        .flatMapToDouble(p -> java.util.stream.DoubleStream.of(x.at(p.seconds()), y.at(p.value())))
        .toArray();
  }

  private static String words(Comparison.OfMethod method) {
    return "%s (n = %d%s)"
        .formatted(method.method(), method.summary().n(), method.onFront() ? ", on the front" : "");
  }
}
