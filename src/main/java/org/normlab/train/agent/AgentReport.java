package org.normlab.train.agent;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normlab.environment.EpisodeRecorder;
import org.normlab.metric.AgentMetrics;
import org.normlab.metric.Metrics;
import org.normlab.train.ControlSpec;
import org.normlab.train.Outcome;
import org.normlab.train.Progress;
import org.normlab.train.Run;
import org.normlab.train.device.Probes;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.loop.ProgressReport;
import org.normlab.train.loop.Share;

/** Reports what the agents of a group that still train have reached, after each window. */
final class AgentReport {
  private final ControlSpec spec;
  private final AgentPosition position;
  private final ProgressReport report;
  private final Share share;
  private final int runs;

  AgentReport(
      ControlSpec spec, List<Run> runs, AgentPosition position, Progress progress, Share share) {
    this.spec = spec;
    this.position = position;
    this.share = share;
    this.runs = runs.size();
    report = new ProgressReport(progress, runs);
  }

  NDList toArrays(NDManager scope) {
    return report.toArrays(scope);
  }

  void restore(Checkpoint.Contents contents) {
    report.restore(contents);
  }

  /** Reports the window that ends now; the next one begins. */
  void window(AgentLoop loop) {
    long begin = position.reported;
    long end = position.windowEnd();
    position.reported = end;
    VisitScore score = position.scores.get(position.visit);
    for (int run = 0; run < runs; run++) {
      Episodes.Window episodes = loop.takeEpisodes(run);
      double loss = position.losses.take(run);
      if (position.isTraining(run)) {
        score.add(run, begin, end, episodes);
        // A window in which no episode ended leaves the values before as the last ones.
        if (episodes.count() > 0) {
          add(run, loop, AgentMetrics.RETURN.name(), episodes.meanReturn());
          add(run, loop, AgentMetrics.EPISODE_LENGTH.name(), episodes.meanLength());
        }
        add(run, loop, AgentMetrics.EXPLORATION.name(), loop.exploration());
        add(run, loop, Metrics.TRAIN_LOSS.name(), loss);
        learning(run, loop);
      }
    }
    report.send(share.done((double) position.step(loop) / spec.allSteps()));
  }

  /** Reports what probes saw in the last sweep. */
  void probed(AgentLoop loop) {
    for (Probes.Seen seen : loop.looked()) {
      for (int run = 0; run < runs; run++) {
        if (position.isTraining(run)) {
          report.addProbed(run, position.step(loop), seen.name(), seen.values()[run]);
        }
      }
    }
    if (!loop.looked().isEmpty()) {
      report.send(share.done((double) position.step(loop) / spec.allSteps()));
    }
  }

  private void learning(int run, AgentLoop loop) {
    if (loop.updates() > 0) {
      add(run, loop, Metrics.LEARNING_RATE.name(), loop.learningRate(run));
      add(run, loop, Metrics.GRADIENT_NORM.name(), loop.gradientNorms()[run]);
    }
    add(run, loop, AgentMetrics.STEPS_PER_SECOND.name(), stepsPerSecond(position.step(loop)));
  }

  /** Returns the environment steps per second of the whole group. */
  private double stepsPerSecond(long steps) {
    return steps * runs / position.seconds;
  }

  private void add(int run, AgentLoop loop, String name, double value) {
    report.add(run, position.step(loop), name, value);
  }

  /** Reports what the runs reached in the visit that ends now. */
  void visited(AgentLoop loop) {
    if (!spec.isSequence()) {
      return;
    }
    for (int run = 0; run < runs; run++) {
      if (position.isTraining(run)) {
        VisitScore score = position.scores.get(position.visit);
        String name = SequenceScores.name(spec, position.visit);
        add(run, loop, name + AgentMetrics.FINAL, score.finalReturn(run));
        add(run, loop, name + AgentMetrics.AREA, score.area(run));
      }
    }
    report.send(share.done((double) position.step(loop) / spec.allSteps()));
  }

  /** Reports the episodes that show the runs which still train, as they are now. */
  void recorded(EpisodeRecorder recorder) {
    for (int run = 0; run < runs; run++) {
      if (position.isTraining(run)) {
        report.recorded(run, position.visit, recorder.episode(run));
      }
    }
  }

  /** A run ends. */
  void ended(int run, Outcome outcome, long step, String reason) {
    Map<String, Double> more = new LinkedHashMap<>();
    more.put(AgentMetrics.STEPS_PER_SECOND.name(), stepsPerSecond(step));
    more.put(Metrics.SECONDS.name(), position.seconds / runs);
    if (outcome != Outcome.DIVERGED) {
      more.putAll(SequenceScores.summary(spec, position.scores, run));
    }
    report.ended(run, outcome, step, reason, more);
  }
}
