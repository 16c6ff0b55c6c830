package org.normlab.study.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.study.Axis;
import org.normlab.study.Configuration;
import org.normlab.study.StudyRun;
import org.normlab.wire.JobSpec;

/**
 * A study as it will be trained.
 *
 * @param cells every point of the design
 * @param jobs what has to be trained for them and is not there yet
 */
public record Plan(List<Axis> axes, List<Configuration> cells, List<Planned> jobs) {
  /**
   * One job.
   *
   * @param cells the point of each run, in the order of the runs
   * @param leader coordinates of the point whose job this one follows; null where it follows none
   */
  public record Planned(
      JobSpec spec, List<Configuration> cells, @Nullable Map<String, String> leader) {
    /** Returns the coordinates of the points that this job trains, each once. */
    Set<Map<String, String>> coordinates() {
      return cells.stream().map(Configuration::coordinates).collect(Collectors.toSet());
    }
  }

  /** Runs that are there: seeds by coordinates. */
  public record Existing(Map<Map<String, String>, Set<Long>> seeds) {
    public static final Existing NONE = new Existing(Map.of());

    /** Returns the seeds that a study has trained, without runs that were lost. */
    public static Existing of(List<Configuration> cells, List<StudyRun> runs) {
      Map<Integer, Map<String, String>> coordinates = new HashMap<>();
      cells.forEach(cell -> coordinates.put(cell.number(), cell.coordinates()));
      Map<Map<String, String>, Set<Long>> seeds = new HashMap<>();
      for (StudyRun run : runs) {
        if (!run.isLost()) {
          Map<String, String> at = coordinates.getOrDefault(run.cell(), Map.of());
          seeds.computeIfAbsent(at, _ -> new HashSet<>()).add(run.seed());
        }
      }
      return new Existing(seeds);
    }

    boolean has(Configuration cell, long seed) {
      return seeds.getOrDefault(cell.coordinates(), Set.of()).contains(seed);
    }
  }

  public long runs() {
    return jobs.stream().mapToLong(job -> job.cells().size()).sum();
  }
}
