package org.normlab.study.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normlab.setting.Problem;
import org.normlab.study.Axis;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.Quoted;
import tools.jackson.databind.JsonNode;

/**
 * The points of a study: a grid, joint draws of distributions crossed with it, and a list crossed
 * with both.
 *
 * @param points one choice an axis each, in the order of the axes
 */
record Design(List<Axis> axes, List<List<Choice>> points) {
  /** Reads a study's design; empty where there are faults. */
  static Design read(StudySpec study, List<Problem> faults) {
    int before = faults.size();
    if (study.axes().isEmpty() && study.list().isEmpty()) {
      faults.add(
          new Problem(
              "/axes", "a study needs at least one axis, or a list of points; received none"));
    }
    Set<String> names = new LinkedHashSet<>(study.axes().propertyNames());
    study.list().forEach(point -> names.addAll(point.propertyNames()));
    if (names.size() > StudyBounds.MOST_AXES) {
      faults.add(StudyBounds.axes(names.size()));
      return new Design(List.of(), List.of());
    }
    names.stream()
        .filter(name -> name.length() > StudyBounds.LONGEST_NAME)
        .forEach(name -> faults.add(StudyBounds.name(name)));
    if (faults.size() > before) {
      return new Design(List.of(), List.of());
    }
    Design grid = grid(study, faults);
    Design design = study.list().isEmpty() ? grid : list(study, faults).times(grid, faults);
    return faults.size() > before ? new Design(List.of(), List.of()) : design;
  }

  /** Every listed point with every point of the grid. */
  private Design times(Design grid, List<Problem> faults) {
    List<String> own = axes.stream().map(Axis::name).toList();
    for (Axis axis : grid.axes()) {
      if (own.contains(axis.name())) {
        faults.add(
            new Problem(
                "/list",
                "what points of the list set cannot be an axis too; received \"%s\" for both"
                    .formatted(Quoted.cut(axis.name()))));
      }
    }
    if ((long) points.size() * grid.points().size() > StudyBounds.MOST_POINTS) {
      faults.add(StudyBounds.points((double) points.size() * grid.points().size()));
    }
    List<Axis> all = new ArrayList<>(axes);
    all.addAll(grid.axes());
    return faults.isEmpty()
        ? new Design(all, product(points, grid.points()))
        : new Design(List.of(), List.of());
  }

  private static Design grid(StudySpec study, List<Problem> faults) {
    Map<String, List<Choice>> listed = new LinkedHashMap<>();
    Map<String, Distribution> drawn = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> axis : study.axes().properties()) {
      String pointer = "/axes/" + Problem.token(axis.getKey());
      if (axis.getValue().isObject()) {
        Values.check(Values.field(axis.getKey()), pointer, faults);
        Distribution.read(axis.getValue(), pointer, faults)
            .ifPresent(distribution -> drawn.put(axis.getKey(), distribution));
      } else {
        listed.put(axis.getKey(), Values.read(axis.getKey(), axis.getValue(), pointer, faults));
      }
    }
    return faults.isEmpty()
        ? crossed(study, listed, drawn, faults)
        : new Design(List.of(), List.of());
  }

  private static Design crossed(
      StudySpec study,
      Map<String, List<Choice>> listed,
      Map<String, Distribution> drawn,
      List<Problem> faults) {
    Integer samples = study.samples();
    if (drawn.isEmpty() != (samples == null)) {
      faults.add(
          new Problem(
              "/samples",
              "samples says how often distributions are drawn: it goes with axes that are"
                  + " distributions, and they with it; received "
                  + samples));
      return new Design(List.of(), List.of());
    }
    double count = samples == null ? 1 : samples;
    for (List<Choice> choices : listed.values()) {
      count *= choices.size();
    }
    if (count > StudyBounds.MOST_POINTS) {
      faults.add(StudyBounds.points(count));
      return new Design(List.of(), List.of());
    }
    List<List<Choice>> points = product(List.copyOf(listed.values()));
    List<Axis> axes = new ArrayList<>();
    listed.forEach((name, choices) -> axes.add(new Axis(name, labels(choices), false)));
    if (samples != null) {
      Map<String, List<Choice>> draws = draws(study, drawn, samples);
      draws.forEach((name, choices) -> axes.add(new Axis(name, labels(choices), true)));
      points = product(points, joint(List.copyOf(draws.values()), samples));
    }
    return new Design(axes, points);
  }

  private static Map<String, List<Choice>> draws(
      StudySpec study, Map<String, Distribution> drawn, int samples) {
    Map<String, List<Choice>> all = new LinkedHashMap<>();
    drawn.forEach(
        (name, distribution) -> {
          List<Choice> choices = new ArrayList<>();
          for (int i = 0; i < samples; i++) {
            JsonNode value = distribution.draw(study.sampleSeed(), name, i);
            choices.add(
                Choice.of(
                    Labels.of(value), Values.field(name), value, "/axes/" + Problem.token(name)));
          }
          all.put(name, choices);
        });
    return all;
  }

  /** The i-th draws of all distributions together; the same twice is once. */
  private static Set<List<Choice>> joint(List<List<Choice>> draws, int samples) {
    Set<List<Choice>> joint = new LinkedHashSet<>();
    for (int i = 0; i < samples; i++) {
      int number = i;
      joint.add(draws.stream().map(choices -> choices.get(number)).toList());
    }
    return joint;
  }

  private static List<List<Choice>> product(
      List<List<Choice>> points, Iterable<List<Choice>> others) {
    List<List<Choice>> all = new ArrayList<>();
    for (List<Choice> point : points) {
      for (List<Choice> other : others) {
        List<Choice> both = new ArrayList<>(point);
        both.addAll(other);
        all.add(both);
      }
    }
    return all;
  }

  private static List<List<Choice>> product(List<List<Choice>> axes) {
    List<List<Choice>> points = List.of(List.of());
    for (List<Choice> choices : axes) {
      List<List<Choice>> longer = new ArrayList<>();
      for (List<Choice> point : points) {
        for (Choice choice : choices) {
          List<Choice> extended = new ArrayList<>(point);
          extended.add(choice);
          longer.add(extended);
        }
      }
      points = longer;
    }
    return points;
  }

  private static Design list(StudySpec study, List<Problem> faults) {
    if (study.list().size() > StudyBounds.MOST_POINTS) {
      faults.add(StudyBounds.values("/list", "", study.list().size()));
      return new Design(List.of(), List.of());
    }
    Set<String> names = new LinkedHashSet<>();
    study.list().forEach(point -> names.addAll(point.propertyNames()));
    boolean plain = study.list().valueStream().noneMatch(p -> p.isEmpty() || !p.isObject());
    if (plain) {
      names.forEach(
          name -> Values.check(Values.field(name), "/list/0/" + Problem.token(name), faults));
    }
    List<List<Choice>> points = new ArrayList<>();
    for (int i = 0; i < study.list().size(); i++) {
      points.add(listed(study.list().get(i), names, "/list/" + i, faults));
    }
    return new Design(axes(List.copyOf(names), points), points);
  }

  private static List<Choice> listed(
      JsonNode point, Set<String> names, String pointer, List<Problem> faults) {
    if (!point.isObject() || point.isEmpty() || !point.propertyNames().containsAll(names)) {
      faults.add(
          new Problem(
              pointer,
              "each point must have a value for every field that any has, which are %s; received %s"
                  .formatted(Quoted.cut(names.toString()), Quoted.shown(point))));
      return List.of();
    }
    return names.stream()
        .map(
            name -> Values.one(name, point.path(name), pointer + "/" + Problem.token(name), faults))
        .toList();
  }

  private static List<Axis> axes(List<String> names, List<List<Choice>> points) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      List<Choice> choices =
          points.stream().filter(p -> p.size() > place).map(p -> p.get(place)).toList();
      axes.add(new Axis(names.get(i), labels(choices), false));
    }
    return axes;
  }

  private static List<String> labels(List<Choice> choices) {
    return choices.stream().map(Choice::label).distinct().toList();
  }
}
