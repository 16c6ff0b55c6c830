package org.normlab.study;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.spec.JobSpec;

/**
 * A study as it will be trained.
 *
 * @param cells every point of the design
 * @param jobs what has to be trained for them and is not there yet
 */
record Plan(List<Axis> axes, List<Cell> cells, List<Planned> jobs) {
  /**
   * One job.
   *
   * @param cells the point of each run, in the order of the runs
   * @param leader coordinates of the point whose job this one follows; null where it follows none
   */
  record Planned(JobSpec spec, List<Cell> cells, @Nullable Map<String, String> leader) {
    /** Returns the coordinates of the points that this job trains, each once. */
    Set<Map<String, String>> coordinates() {
      return cells.stream().map(Cell::coordinates).collect(Collectors.toSet());
    }
  }

  /** Runs that are there: seeds by coordinates. */
  record Existing(Map<Map<String, String>, Set<Long>> seeds) {
    static final Existing NONE = new Existing(Map.of());

    boolean has(Cell cell, long seed) {
      return seeds.getOrDefault(cell.coordinates(), Set.of()).contains(seed);
    }
  }

  long runs() {
    return jobs.stream().mapToLong(job -> job.cells().size()).sum();
  }
}
