package org.normlab.train.loop;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.site.Weight;
import org.normlab.train.NormRecord;
import org.normlab.train.Run;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.device.FusedRuns;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.TrainingFailed;

/**
 * Describes what happens at the start of each epoch of a group: norms are recorded, or a record is
 * followed.
 */
final class NormTracking {
  private final FusedRuns fused;
  private final List<Run> runs;
  private final @Nullable NormRecorder recorder;
  private final @Nullable NormRecord reference;

  /**
   * @param reference what a reference job recorded, for the method that follows it
   */
  NormTracking(
      SupervisedSpec spec, List<Run> runs, FusedRuns fused, @Nullable NormRecord reference) {
    this.fused = fused;
    this.runs = runs;
    this.recorder = spec.recordNorms() ? new NormRecorder(runs, spec.epochs()) : null;
    this.reference = reference;
  }

  /**
   * Called before an epoch's first step, also where a resumed training begins there.
   *
   * @param stepsPerEpoch tells in which epoch a run has ended; its states stay as they were then
   */
  void begin(long epoch, GroupState position, int stepsPerEpoch) throws TrainingFailed {
    if (recorder != null) {
      recorder.record(epoch, fused.rowNorms(), position.frozen());
    }
    if (reference != null) {
      long[] epochs =
          Arrays.stream(position.ended)
              .map(ended -> ended < 0 ? epoch : (ended - 1) / stepsPerEpoch)
              .toArray();
      follow(reference, epochs);
    }
  }

  private void follow(NormRecord record, long[] epochs) throws TrainingFailed {
    Map<String, float[]> states = new LinkedHashMap<>();
    for (var hidden : fused.network().hiddenWeights().entrySet()) {
      int out = hidden.getValue().shape().getFirst();
      float[] all = new float[runs.size() * out];
      for (int r = 0; r < runs.size(); r++) {
        float[] norms = record.at(hidden.getKey(), runs.get(r).seed(), epochs[r]);
        if (norms.length != out) {
          throw new TrainingFailed(
              "the reference job recorded %d norms of layer %s; this network has %d rows there"
                  .formatted(norms.length, hidden.getKey(), out));
        }
        System.arraycopy(norms, 0, all, r * out, out);
      }
      states.put(hidden.getKey() + Weight.RECORDED_NORM, all);
    }
    fused.setStates(states);
  }

  NDList toArrays(NDManager scope) {
    return recorder == null ? new NDList() : recorder.toArrays(scope);
  }

  void restore(Checkpoint.Contents contents) {
    if (recorder != null) {
      recorder.restore(contents);
    }
  }

  /** Returns what was recorded; null where nothing is to be. */
  @Nullable NormRecord recorded() {
    return recorder == null ? null : recorder.toRecord();
  }
}
