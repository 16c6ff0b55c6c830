package org.normlab.train.agent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.normlab.train.ControlSpec;
import org.normlab.train.file.Checkpoint;
import org.normlab.train.file.TrainingFailed;
import org.normlab.train.loop.GroupState;

/**
 * Describes where a group of agents stands beside their loop: the visit, its returns so far, and
 * which runs have ended.
 */
final class AgentPosition {
  /** A visit is reported in so many windows, of whole sweeps. */
  private static final int WINDOWS = 100;

  private static final String VISIT = GroupState.PREFIX + "visit";
  private static final String LOSSES = GroupState.PREFIX + "losses";
  private static final String SCORES = GroupState.PREFIX + "scores.";
  private static final String LOOP = GroupState.PREFIX + "loop.";
  private static final int LOOP_PARTS = 3;

  private final long visitSteps;
  private final long window;

  /** The scores of all visits, those to come empty. */
  final List<VisitScore> scores = new ArrayList<>();

  final LossWindow losses;

  /** The environment step each run ended at; −1 while it trains. */
  final long[] ended;

  /** The number of the visit that is played, from 0. */
  int visit;

  /** Environment steps of the visit that windows have reported. */
  long reported;

  /** Seconds spent in sweeps, over all attempts. */
  double seconds;

  AgentPosition(ControlSpec spec, int runs) {
    visitSteps = spec.visitSteps();
    int places = spec.environment().environments();
    window = Math.ceilDiv(Math.ceilDiv(visitSteps, WINDOWS), places) * places;
    for (int i = 0; i < spec.environment().visits().size(); i++) {
      scores.add(new VisitScore(runs, visitSteps));
    }
    losses = new LossWindow(runs);
    ended = new long[runs];
    Arrays.fill(ended, -1);
  }

  int visits() {
    return scores.size();
  }

  /** Returns the environment steps of the visit at which the present window ends. */
  long windowEnd() {
    return Math.min(visitSteps, reported + window);
  }

  /** Returns the environment steps of a run in all visits up to now. */
  long step(AgentLoop loop) {
    return visit * visitSteps + Math.min(visitSteps, loop.steps());
  }

  boolean isTraining(int run) {
    return ended[run] < 0;
  }

  boolean anyTraining() {
    return Arrays.stream(ended).anyMatch(step -> step < 0);
  }

  void nextVisit() {
    visit++;
    reported = 0;
  }

  /** Returns all as arrays for a checkpoint; they belong to {@code scope}. */
  NDList toArrays(int group, AgentLoop loop, NDManager scope) {
    NDList arrays = new NDList();
    add(arrays, scope.create(new long[] {step(loop)}), GroupState.STEP);
    add(arrays, scope.create(new long[] {group}), GroupState.GROUP);
    add(arrays, scope.create(new double[] {seconds}), GroupState.SECONDS);
    add(arrays, scope.create(ended), GroupState.ENDED);
    add(arrays, scope.create(new long[] {visit, reported}), VISIT);
    add(arrays, scope.create(losses.toArray()), LOSSES);
    for (int i = 0; i <= visit; i++) {
      add(arrays, scope.create(scores.get(i).toArray()), SCORES + i);
    }
    List<byte[]> parts = loop.save();
    for (int i = 0; i < parts.size(); i++) {
      byte[] part = parts.get(i);
      add(
          arrays,
          scope.create(ByteBuffer.wrap(part), new Shape(part.length), DataType.UINT8),
          LOOP + i);
    }
    return arrays;
  }

  private static void add(NDList arrays, NDArray array, String name) {
    array.setName(name);
    arrays.add(array);
  }

  void restore(Checkpoint.Contents arrays) throws TrainingFailed {
    seconds = arrays.get(GroupState.SECONDS).toDoubleArray()[0];
    System.arraycopy(arrays.get(GroupState.ENDED).toLongArray(), 0, ended, 0, ended.length);
    visit = (int) arrays.get(VISIT).toLongArray()[0];
    reported = arrays.get(VISIT).toLongArray()[1];
    losses.restore(arrays.get(LOSSES).toDoubleArray());
    for (int i = 0; i <= visit; i++) {
      scores.get(i).restore(arrays.get(SCORES + i).toDoubleArray());
    }
  }

  /** Returns what {@link AgentLoop#restore} takes. */
  static List<byte[]> loopState(Checkpoint.Contents arrays) throws TrainingFailed {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < LOOP_PARTS; i++) {
      ByteBuffer bytes = arrays.get(LOOP + i).toByteBuffer();
      byte[] part = new byte[bytes.remaining()];
      bytes.get(part);
      parts.add(part);
    }
    return parts;
  }
}
