package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normlab.environment.EpisodeRecorder;
import org.normlab.environment.GameSettings;
import org.normlab.torch.Torch;
import org.normlab.train.ControlSpec;
import org.normlab.train.Outcome;
import org.normlab.train.Progress;
import org.normlab.train.Run;
import org.normlab.train.StopSignal;
import org.normlab.train.TrainingContext;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.TrainingFailed;
import org.normlab.train.loop.GroupLoop;
import org.normlab.train.loop.Share;

/**
 * Trains the agents of one group of runs: visit after visit, in windows after which it reports,
 * with checkpoints in between.
 */
final class AgentGroup implements GroupLoop {
  private final ControlSpec spec;
  private final TrainingContext place;
  private final int group;
  private final List<Run> runs;
  private final Torch torch;
  private final Progress progress;
  private final StopSignal stop;
  private final AgentPosition position;
  private final AgentReport report;
  private @Nullable AgentLoop loop;
  private double savedAt;

  AgentGroup(
      ControlSpec spec,
      TrainingContext place,
      int group,
      List<Run> runs,
      Torch torch,
      Progress progress,
      StopSignal stop,
      Share share) {
    this.spec = spec;
    this.place = place;
    this.group = group;
    this.runs = runs;
    this.torch = torch;
    this.progress = progress;
    this.stop = stop;
    position = new AgentPosition(spec, runs.size());
    report = new AgentReport(spec, runs, position, progress, share);
  }

  @Override
  public void resume(Path checkpoint) throws TrainingFailed {
    try (NDManager scope = torch.scope()) {
      Checkpoint.Contents contents = Checkpoint.read(checkpoint, scope);
      position.restore(contents);
      report.restore(contents);
      AgentLoop resumed = open(position.visit);
      List<NDArray> tensors = new ArrayList<>();
      for (String name : resumed.tensors().keySet()) {
        tensors.add(contents.get(name));
      }
      resumed.restore(AgentPosition.loopState(contents), tensors);
    }
  }

  private AgentLoop open(int visit) {
    AgentLoop opened = AgentLoop.of(spec, visit, runs, torch);
    loop = opened;
    return opened;
  }

  @Override
  public boolean run() throws TrainingFailed {
    AgentLoop visit = loop == null ? open(0) : loop;
    savedAt = place.seconds();
    while (position.anyTraining()) {
      if (!play(visit)) {
        save(visit);
        return false;
      }
      if (!position.anyTraining()) {
        break;
      }
      if (!recordEpisodes(visit)) {
        save(visit);
        return false;
      }
      report.visited(visit);
      if (position.visit + 1 == position.visits()) {
        complete();
      } else {
        visit = next(visit);
      }
    }
    save(visit);
    return true;
  }

  /** Plays a visit to its end; false when a stop was asked for. */
  private boolean play(AgentLoop visit) throws TrainingFailed {
    while (visit.steps() < spec.visitSteps() && position.anyTraining()) {
      if (stop.reason() != null) {
        return false;
      }
      double start = place.seconds();
      visit.sweep();
      position.seconds += place.seconds() - start;
      position.losses.add(visit.losses());
      endLost(visit);
      report.probed(visit);
      if (visit.steps() >= position.windowEnd()) {
        report.window(visit);
      }
      if (place.seconds() - savedAt >= place.checkpointEvery().toMillis() / 1e3) {
        save(visit);
      }
    }
    return true;
  }

  /** Records one greedy episode of each run; false when a stop was asked for. */
  private boolean recordEpisodes(AgentLoop visit) {
    GameSettings game = spec.environment().visits().get(position.visit);
    long[] seeds = runs.stream().mapToLong(Run::seed).toArray();
    EpisodeRecorder recorder = new EpisodeRecorder(game, seeds, position.visit);
    int size = recorder.environments().observations().size();
    SeenRows seen = new SeenRows(seeds.length, size, game.environment().isGrid());
    while (!recorder.isOver()) {
      if (stop.reason() != null) {
        return false;
      }
      seen.clear();
      for (int run = 0; run < seeds.length; run++) {
        seen.add(recorder.environments(), run);
      }
      recorder.step(visit.greedy(seen));
    }
    report.recorded(recorder);
    return true;
  }

  private void endLost(AgentLoop visit) {
    for (int run = 0; run < runs.size(); run++) {
      if (position.isTraining(run) && visit.isLost(run)) {
        long step = position.step(visit);
        String reason =
            "the loss was %s at environment step %d of %d"
                .formatted(lastLoss(visit, run), step, spec.allSteps());
        position.ended[run] = step;
        report.ended(run, Outcome.DIVERGED, step, reason);
      }
    }
  }

  /** Returns the first loss of the last updates that is no finite number. */
  private float lastLoss(AgentLoop visit, int run) {
    float[] losses = visit.losses();
    return (float)
        IntStream.range(0, losses.length)
            .filter(i -> i % runs.size() == run && !Float.isFinite(losses[i]))
            .mapToDouble(i -> losses[i])
            .findFirst()
            .orElse(Double.NaN);
  }

  private void complete() {
    for (int run = 0; run < runs.size(); run++) {
      if (position.isTraining(run)) {
        position.ended[run] = spec.allSteps();
        report.ended(
            run,
            Outcome.COMPLETED,
            spec.allSteps(),
            "all %d environment steps".formatted(spec.allSteps()));
      }
    }
  }

  /** Changes the environment: what was learned is kept, unless the weights are to be drawn anew. */
  private AgentLoop next(AgentLoop visit) {
    try (NDManager scope = torch.scope()) {
      AgentLoop.Kept kept = visit.keep(scope);
      visit.close();
      loop = null;
      position.nextVisit();
      AgentLoop next = open(position.visit);
      next.follow(spec.drawsWeightsAnew() ? new AgentLoop.Kept(kept.lost(), new NDList()) : kept);
      return next;
    }
  }

  private void save(AgentLoop visit) throws TrainingFailed {
    try (NDManager scope = torch.scope()) {
      NDList arrays = visit.snapshot(scope);
      arrays.addAll(position.toArrays(group, visit, scope));
      arrays.addAll(report.toArrays(scope));
      long step = position.step(visit);
      Checkpoint saved =
          Checkpoint.write(place.checkpoints(), place.attempt(), group, step, arrays);
      progress.checkpoint(group, step, saved.file(), saved.sha256(), saved.bytes());
    }
    savedAt = place.seconds();
  }

  @Override
  public void close() {
    if (loop != null) {
      loop.close();
    }
  }
}
