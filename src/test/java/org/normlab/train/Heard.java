package org.normlab.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.normlab.environment.StoredEpisode;

/** What a training reported; series without those that depend on the clock. */
public final class Heard implements Progress {
  public final Map<String, Double> points = new LinkedHashMap<>();

  /** The names of all metrics that have points. */
  final Set<String> metrics = new TreeSet<>();

  /** By run and visit. */
  public final Map<String, StoredEpisode> episodes = new LinkedHashMap<>();

  public final Map<Integer, Ending> endings = new LinkedHashMap<>();
  public final List<String> lines = new ArrayList<>();
  public final List<Path> checkpoints = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  final List<Path> norms = new ArrayList<>();
  String normsHash = "";
  String dataDigest = "";
  public double progress;

  @Override
  public void started(Started started) {
    lines.addAll(started.notes());
    dataDigest = String.valueOf(started.dataDigest());
  }

  @Override
  public void points(double progress, List<Point> points) {
    this.progress = progress;
    for (Point point : points) {
      metrics.add(point.name());
      if (!point.name().endsWith("PerSecond")) {
        this.points.put(point.run() + " " + point.name() + " " + point.step(), point.value());
      }
    }
  }

  @Override
  public void checkpoint(int group, long step, Path file, String sha256, long bytes) {
    checkpoints.add(file);
  }

  @Override
  public void checkpointRefused(ResumePoint checkpoint, String explanation) {
    refusals.add(explanation);
  }

  @Override
  public void norms(Path file, String sha256, long bytes) {
    norms.add(file);
    normsHash = sha256;
  }

  @Override
  public void episode(int run, int visit, StoredEpisode episode) {
    episodes.put(run + " " + visit, episode);
  }

  @Override
  public void ended(int run, Ending ending) {
    endings.put(run, ending);
  }

  @Override
  public void log(String text) {
    lines.add(text);
  }

  /** Returns why checkpoints were not used. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }
}
