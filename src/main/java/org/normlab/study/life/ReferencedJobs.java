package org.normlab.study.life;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.normlab.setting.Problem;
import org.normlab.study.IllegalStudy;
import org.normlab.study.StudyRun;
import org.normlab.study.plan.Plan;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The jobs of a study whose norms others of its jobs follow, by the coordinates of their points.
 */
final class ReferencedJobs {
  private final Map<Map<String, String>, String> added = new HashMap<>();
  private final Map<Integer, List<StudyRun>> before;
  private final Map<Map<String, String>, Integer> numbers;

  /**
   * @param before runs that the study has already
   * @param numbers of its cells
   */
  ReferencedJobs(List<StudyRun> before, Map<Map<String, String>, Integer> numbers) {
    this.before = before.stream().collect(Collectors.groupingBy(StudyRun::cell));
    this.numbers = numbers;
  }

  /** Those that follow none first, so that whatever others follow is there before them. */
  static List<Plan.Planned> first(List<Plan.Planned> planned) {
    return planned.stream().sorted(Comparator.comparing(job -> job.leader() != null)).toList();
  }

  void add(Plan.Planned planned, String job) {
    planned.cells().forEach(cell -> added.put(cell.coordinates(), job));
  }

  /**
   * The job that another one follows: one that was added, or one of before.
   *
   * @throws IllegalStudy where the point was trained in several jobs, or in none
   */
  String of(Plan.Planned follower) {
    Map<String, String> coordinates = Objects.requireNonNull(follower.leader());
    String own = added.get(coordinates);
    if (own != null) {
      return own;
    }
    List<String> known = new ArrayList<>();
    for (StudyRun run : before.getOrDefault(numbers.getOrDefault(coordinates, -1), List.of())) {
      if (follower.spec().training().seeds().contains(run.seed())) {
        known.add(run.job());
      }
    }
    List<String> different = known.stream().distinct().toList();
    if (different.size() != 1) {
      throw new IllegalStudy(
          List.of(
              new Problem(
                  "/seeds",
                  "the point %s, which another one follows, must have been trained in one job with"
                          .formatted(coordinates)
                      + " all of its seeds; received seeds of %d jobs"
                          .formatted(different.size()))));
    }
    return different.getFirst();
  }

  /** A job with the id of the one that it follows. */
  static JobSpec following(JobSpec spec, String leader) {
    ObjectNode job = (ObjectNode) JsonMapper.shared().readTree(JobJson.write(spec));
    job.withObject("/normalization").put("reference", leader);
    return JobJson.trusted(job.toString());
  }

  /** Explains why a job is held. */
  static String waits(String leader) {
    return "it follows job " + leader + ", which has not ended";
  }
}
