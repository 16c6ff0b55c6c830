package org.normlab.run.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.normlab.job.JobRun;
import org.normlab.job.RunOutcome;
import org.normlab.statistics.SampleMean;

/**
 * The means of a job's figures over the seeds of each point of its sweep.
 *
 * @param level of the intervals
 * @param points in the order in which runs first have them; one without a sweep
 */
@Schema(
    name = "JobMeans",
    description = "The means of a job's figures over the seeds of each point of its sweep.")
public record JobMeans(double level, List<OfPoint> points) {
  /**
   * The runs that differ in their seed alone.
   *
   * @param runs all of them
   * @param diverged those that diverged, which no mean includes: it would hide what the rest can do
   * @param figures by the name of the metric, over the runs that have a value of it
   */
  @Schema(
      name = "PointMeans",
      description = "The means over the runs that differ in their seed alone.")
  public record OfPoint(
      double learningRate,
      double weightDecay,
      double momentum,
      int runs,
      int diverged,
      SortedMap<String, MeanView> figures) {}

  private record Settings(double learningRate, double weightDecay, double momentum) {}

  /** Computes the means of all runs of a job. */
  public static JobMeans of(List<JobRun> runs, double level) {
    Map<Settings, List<JobRun>> points = new LinkedHashMap<>();
    for (JobRun run : runs) {
      Settings settings = new Settings(run.learningRate(), run.weightDecay(), run.momentum());
      points.computeIfAbsent(settings, _ -> new ArrayList<>()).add(run);
    }
    return new JobMeans(
        level,
        points.entrySet().stream()
            .map(point -> ofPoint(point.getKey(), point.getValue(), level))
            .toList());
  }

  private static OfPoint ofPoint(Settings settings, List<JobRun> runs, double level) {
    List<JobRun> kept = runs.stream().filter(run -> run.outcome() != RunOutcome.DIVERGED).toList();
    SortedMap<String, List<Double>> values = new TreeMap<>();
    for (JobRun run : kept) {
      run.summary()
          .forEach(
              (name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    }
    SortedMap<String, MeanView> figures = new TreeMap<>();
    values.forEach((name, list) -> figures.put(name, mean(list, level)));
    return new OfPoint(
        settings.learningRate(),
        settings.weightDecay(),
        settings.momentum(),
        runs.size(),
        runs.size() - kept.size(),
        figures);
  }

  private static MeanView mean(List<Double> values, double level) {
    return MeanView.of(
        SampleMean.of(values.stream().mapToDouble(Double::doubleValue).toArray(), level));
  }
}
