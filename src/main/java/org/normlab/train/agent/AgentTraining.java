package org.normlab.train.agent;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.normlab.torch.Torch;
import org.normlab.torch.program.KernelFailure;
import org.normlab.torch.program.Programs;
import org.normlab.torch.program.UnwritableDump;
import org.normlab.train.ControlSpec;
import org.normlab.train.End;
import org.normlab.train.Progress;
import org.normlab.train.Run;
import org.normlab.train.Started;
import org.normlab.train.StopSignal;
import org.normlab.train.TrainingContext;
import org.normlab.train.file.TrainingFailed;
import org.normlab.train.loop.Groups;
import org.normlab.train.loop.Training;

/** Trains the agents of all runs of a specification: one attempt. */
public final class AgentTraining {
  private AgentTraining() {}

  /**
   * Trains until every run has an outcome or a stop is asked for. All of it happens on the calling
   * thread.
   *
   * @param programs those of earlier trainings, not to be compiled again
   * @throws TrainingFailed with a reason a user understands: disk full, memory exhausted
   */
  public static End run(
      ControlSpec spec,
      TrainingContext place,
      Progress progress,
      StopSignal stop,
      Programs programs)
      throws TrainingFailed {
    List<Run> runs = spec.runs();
    int width = width(spec, place, runs.size());
    progress.started(started(spec, place, width));
    try (Torch torch = Torch.open(place.device(), place.threads(), programs)) {
      Groups<AgentGroup> groups =
          new Groups<>(
              place,
              progress,
              (number, group, share) ->
                  new AgentGroup(spec, place, number, group, torch, progress, stop, share));
      return groups.train(runs, width, _ -> {}) ? End.COMPLETED : End.STOPPED;
    } catch (EngineException | KernelFailure | UnwritableDump e) {
      throw new TrainingFailed(Training.explain(e), e);
    }
  }

  private static int width(ControlSpec spec, TrainingContext place, int runs) {
    return place.width() == null ? spec.groupWidth() : Math.min(place.width(), runs);
  }

  private static Started started(ControlSpec spec, TrainingContext place, int width) {
    int runs = spec.runs().size();
    List<String> notes = new ArrayList<>(spec.cautions());
    if (runs > 1) {
      notes.add("%d of %d runs train as one group".formatted(width, runs));
    }
    return new Started(
        spec.parameterCount(spec.samples()), width, place.threads(), spec.allSteps(), notes, null);
  }
}
