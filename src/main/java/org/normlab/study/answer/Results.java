package org.normlab.study.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.normlab.study.Axis;
import org.normlab.study.Configuration;
import org.normlab.study.Study;
import org.normlab.study.StudyRun;
import org.normlab.study.plan.AxisRoles;
import org.normlab.wire.StudySpec;

/** A study's runs sorted by what they say: blocks, in them methods, of these the candidates. */
final class Results {
  private final Study study;
  private final Axis compared;
  private final List<String> over;
  private final List<Block> blocks;

  Results(Study study, List<Configuration> cells, List<StudyRun> runs) {
    this.study = study;
    this.compared = Objects.requireNonNull(new AxisRoles(study.spec(), study.axes()).compared());
    StudySpec.Selection select = study.spec().select();
    this.over = select == null ? List.of() : select.over();
    this.blocks = sorted(cells, latest(runs));
  }

  /**
   * Keeps, of runs of the same point and seed, the last that said something: others were repeated.
   */
  private static Map<Integer, List<StudyRun>> latest(List<StudyRun> runs) {
    Map<Integer, Map<Long, StudyRun>> bySeed = new HashMap<>();
    for (StudyRun run : runs) {
      bySeed
          .computeIfAbsent(run.cell(), _ -> new LinkedHashMap<>())
          .merge(run.seed(), run, (a, b) -> b.isLost() && !a.isLost() ? a : later(a, b));
    }
    Map<Integer, List<StudyRun>> latest = new HashMap<>();
    bySeed.forEach((cell, of) -> latest.put(cell, List.copyOf(of.values())));
    return latest;
  }

  private static StudyRun later(StudyRun a, StudyRun b) {
    boolean bIsLater = b.job().compareTo(a.job()) > 0;
    return (a.isLost() && !b.isLost()) || bIsLater ? b : a;
  }

  private List<Block> sorted(List<Configuration> cells, Map<Integer, List<StudyRun>> runs) {
    Map<Map<String, String>, Map<String, List<ConfigurationRuns>>> sorted = new LinkedHashMap<>();
    for (Configuration cell : cells) {
      Map<String, String> rest = new LinkedHashMap<>(cell.coordinates());
      String method = String.valueOf(rest.remove(compared.name()));
      Map<String, String> chosen = new LinkedHashMap<>();
      over.forEach(axis -> chosen.put(axis, String.valueOf(rest.remove(axis))));
      sorted
          .computeIfAbsent(rest, _ -> inOrder())
          .computeIfAbsent(method, _ -> new ArrayList<>())
          .add(new ConfigurationRuns(cell, chosen, runs.getOrDefault(cell.number(), List.of())));
    }
    List<Block> all = new ArrayList<>();
    sorted.forEach(
        (rest, methods) -> {
          methods.values().removeIf(List::isEmpty);
          all.add(new Block(rest, methods));
        });
    return List.copyOf(all);
  }

  private Map<String, List<ConfigurationRuns>> inOrder() {
    Map<String, List<ConfigurationRuns>> methods = new LinkedHashMap<>();
    compared.labels().forEach(label -> methods.put(label, new ArrayList<>()));
    return methods;
  }

  Study study() {
    return study;
  }

  Axis compared() {
    return compared;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Labels of the compared axis. */
  List<String> methods() {
    return compared.labels();
  }

  /** The baseline that is asked for, else the study's. */
  String baseline() {
    return new AxisRoles(study.spec(), study.axes()).baseline(compared);
  }

  Selector selector() {
    return new Selector(study.spec().select());
  }
}
