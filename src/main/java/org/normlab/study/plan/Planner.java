package org.normlab.study.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normlab.job.artifact.References;
import org.normlab.setting.Problem;
import org.normlab.study.Configuration;
import org.normlab.study.IllegalStudy;
import org.normlab.study.Studies;
import org.normlab.train.Run;
import org.normlab.train.SweepPoint;
import org.normlab.train.TrainingSpec;
import org.normlab.wire.JobJson;
import org.normlab.wire.JobSpec;
import org.normlab.wire.StudySpec;
import org.normlab.wire.json.Quoted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Expands a study into jobs. Points that differ only in learning rate, weight decay or momentum are
 * runs of one job, with all seeds, and train fused.
 */
public final class Planner {
  /** Beyond so many faulty jobs the others would say the same. */
  private static final int FAULTY = 20;

  private static final String REFERENCE = "/normalization/reference";

  private final StudySpec study;
  private final Function<String, JobJson.Read> reader;
  private final List<Problem> faults = new ArrayList<>();
  private final Set<Problem> told = new HashSet<>();
  private final Map<String, ObjectNode> optimizers = new HashMap<>();

  /**
   * Creates a planner of one study.
   *
   * @param reader reads and checks a job
   */
  public Planner(StudySpec study, Function<String, JobJson.Read> reader) {
    this.study = study;
    this.reader = reader;
  }

  /**
   * Returns what has to be trained.
   *
   * @throws IllegalStudy with all faults
   */
  public Plan plan(Plan.Existing existing) {
    ObjectNode base = base();
    Design design = Design.read(study, faults);
    Set<Long> seeds = seeds(base);
    if (!faults.isEmpty()) {
      throw new IllegalStudy(faults);
    }
    StudyBounds.size(design, base);
    List<ConfigurationDraft> points = points(design, base);
    StudyBounds.runs((long) points.size() * seeds.size());
    checkBase(points.getFirst(), seeds);
    points.replaceAll(point -> point.lacksOptimizerType() ? point.over(optimizer(point)) : point);
    Map<String, List<ConfigurationDraft>> groups = new LinkedHashMap<>();
    points.forEach(
        point -> groups.computeIfAbsent(point.shared(), _ -> new ArrayList<>()).add(point));
    StudyBounds.jobs(groups.size());
    List<Plan.Planned> jobs = new ArrayList<>();
    int faulty = 0;
    for (List<ConfigurationDraft> group : groups.values()) {
      int before = faults.size();
      jobs.addAll(jobs(group, seeds, existing));
      faulty += faults.size() > before ? 1 : 0;
      if (faulty == FAULTY) {
        break;
      }
    }
    new AxisRoles(study, design).check(faults);
    Figures.check(study, jobs, faults);
    checkReferences(points, jobs);
    if (!faults.isEmpty()) {
      throw new IllegalStudy(faults);
    }
    return new Plan(design.axes(), points.stream().map(ConfigurationDraft::cell).toList(), jobs);
  }

  /** Checks that what a point follows is another point, whose jobs record what is needed. */
  private void checkReferences(List<ConfigurationDraft> points, List<Plan.Planned> jobs) {
    Set<Map<String, String>> known =
        points.stream().map(point -> point.cell().coordinates()).collect(Collectors.toSet());
    Map<Map<String, String>, List<Plan.Planned>> byPoint = new HashMap<>();
    for (Plan.Planned job : jobs) {
      job.coordinates().forEach(at -> byPoint.computeIfAbsent(at, _ -> new ArrayList<>()).add(job));
    }
    for (ConfigurationDraft point : points) {
      Map<String, String> leader = PointReferences.leader(point);
      if (leader != null) {
        checkReference(point, leader, known, byPoint);
      }
    }
  }

  private void checkReference(
      ConfigurationDraft point,
      Map<String, String> leader,
      Set<Map<String, String>> known,
      Map<Map<String, String>, List<Plan.Planned>> byPoint) {
    Map<String, String> own = point.cell().coordinates();
    if (!known.contains(leader) || leader.equals(own)) {
      Problem fault = new Problem(REFERENCE, "the study has no other point " + leader);
      tell(List.of(fault), point);
      return;
    }
    for (Plan.Planned follower : byPoint.getOrDefault(own, List.of())) {
      for (Plan.Planned reference : byPoint.getOrDefault(leader, List.of())) {
        tell(References.planned(follower.spec(), reference.spec()), point);
      }
    }
  }

  /** Checks the base. What is wrong in it is wrong in every job: then no other is looked at. */
  private void checkBase(ConfigurationDraft first, Set<Long> seeds) {
    job(List.of(first.lacksOptimizerType() ? first.over(optimizer(first)) : first), seeds);
    if (faults.stream().anyMatch(fault -> (fault.pointer() + "/").startsWith("/base/"))) {
      throw new IllegalStudy(faults);
    }
    // The first job is one of those that follow.
    faults.clear();
    told.clear();
  }

  private ObjectNode base() {
    ObjectNode base = study.base().deepCopy();
    if (base.has("sweep")) {
      faults.add(
          new Problem(
              "/base/sweep",
              "a study has axes in place of a sweep, such as optimizer.learningRate"));
    }
    if (!base.has("seeds")) {
      Studies.SEEDS.forEach(base.putArray("seeds")::add);
    }
    return base;
  }

  private Set<Long> seeds(ObjectNode base) {
    Set<Long> seeds = new TreeSet<>();
    JsonNode list = base.path("seeds");
    list.forEach(
        seed -> {
          if (seed.canConvertToLong() && seed.canConvertToExactIntegral() && seed.asLong() >= 0) {
            seeds.add(seed.asLong());
          }
        });
    if (!list.isArray() || seeds.isEmpty() || seeds.size() < list.size()) {
      faults.add(
          new Problem(
              "/base/seeds",
              "seeds must be a list of different whole numbers from 0; received "
                  + Quoted.shown(list)));
    }
    return seeds;
  }

  private List<ConfigurationDraft> points(Design design, ObjectNode base) {
    List<ConfigurationDraft> points = new ArrayList<>();
    Set<Map<String, String>> seen = new LinkedHashSet<>();
    for (List<Choice> choices : design.points()) {
      ConfigurationDraft point = ConfigurationDraft.of(points.size(), design.axes(), choices, base);
      if (seen.add(point.cell().coordinates())) {
        points.add(point);
      } else if (!study.list().isEmpty()) {
        throw new IllegalStudy(
            List.of(
                new Problem(
                    "/list", "points must differ; received twice " + point.cell().coordinates())));
      }
    }
    return points;
  }

  /** The default optimizer where a point sets something of it and not its type. */
  private ObjectNode optimizer(ConfigurationDraft point) {
    ObjectNode own = point.job();
    return optimizers.computeIfAbsent(
        "%s %s".formatted(own.path("architecture"), own.path("agent")),
        _ -> {
          JobSpec guess = reader.apply(point.withoutOptimizer().toString()).guesses().getFirst();
          JsonNode job = JsonMapper.shared().readTree(JobJson.write(guess));
          return (ObjectNode) job.path("optimizer");
        });
  }

  /** Jobs of points that share one; several where not every point lacks the same seeds. */
  private List<Plan.Planned> jobs(
      List<ConfigurationDraft> group, Set<Long> seeds, Plan.Existing existing) {
    Map<Set<Long>, List<ConfigurationDraft>> byMissing = new LinkedHashMap<>();
    for (ConfigurationDraft point : group) {
      Set<Long> missing =
          seeds.stream()
              .filter(seed -> !existing.has(point.cell(), seed))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!missing.isEmpty()) {
        byMissing.computeIfAbsent(missing, _ -> new ArrayList<>()).add(point);
      }
    }
    List<Plan.Planned> jobs = new ArrayList<>();
    byMissing.forEach(
        (missing, points) -> {
          int most = Math.max(1, TrainingSpec.MAX_RUNS / missing.size());
          for (int from = 0; from < points.size(); from += most) {
            List<ConfigurationDraft> part =
                points.subList(from, Math.min(points.size(), from + most));
            Plan.Planned job = job(part, missing);
            if (job != null) {
              jobs.add(job);
            }
          }
        });
    return jobs;
  }

  private Plan.@Nullable Planned job(List<ConfigurationDraft> points, Set<Long> seeds) {
    ConfigurationDraft first = points.getFirst();
    ObjectNode json = first.job();
    var list = json.putArray("seeds");
    seeds.forEach(list::add);
    List<SweepPoint> sweep = points.stream().map(ConfigurationDraft::sweepPoint).toList();
    if (Set.copyOf(sweep).size() < sweep.size()) {
      faults.add(
          new Problem(
              "/axes",
              "two points are the same training: among "
                  + points.stream().map(p -> p.cell().coordinates()).limit(4).toList()));
      return null;
    }
    if (points.size() > 1) {
      json.set("sweep", ConfigurationDraft.sweep(sweep));
    }
    String name = ConfigurationDraft.jobName(study.name(), points);
    if (!name.isEmpty()) {
      json.put("name", name);
    }
    JobJson.Read read = reader.apply(json.toString());
    Map<String, String> leader = PointReferences.leader(first);
    // What a follower refers to is not there before the study is.
    List<Problem> problems =
        read.problems().stream()
            .filter(fault -> leader == null || !fault.pointer().equals(REFERENCE))
            .toList();
    if (!problems.isEmpty()) {
      tell(problems, first);
      return null;
    }
    JobSpec job = read.job() == null ? read.guesses().getFirst() : read.job();
    return new Plan.Planned(job, cellsOfRuns(points, seeds.size(), job), leader);
  }

  /** A fault that many jobs share is told once, with the first point that shows it. */
  private void tell(List<Problem> problems, ConfigurationDraft point) {
    for (Problem problem : problems) {
      String pointer = Pointers.inStudy(problem, point.choices());
      if (told.add(new Problem(pointer, problem.detail()))) {
        String at = point.choices().size() < 2 ? "" : " (at " + point.cell().coordinates() + ")";
        faults.add(new Problem(pointer, problem.detail() + at));
      }
    }
  }

  /** Runs are numbered with the points of the sweep outermost. */
  private static List<Configuration> cellsOfRuns(
      List<ConfigurationDraft> points, int seeds, JobSpec job) {
    List<Configuration> cells = new ArrayList<>();
    for (Run run : job.training().runs()) {
      cells.add(points.get(run.number() / seeds).cell());
    }
    return cells;
  }
}
