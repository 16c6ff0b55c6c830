package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.net.Architecture;
import org.normlab.net.Network;
import org.normlab.net.Probing;
import org.normlab.net.layer.Samples;
import org.normlab.norm.Normalization;
import org.normlab.optim.Optimizer;
import org.normlab.setting.Checked;
import org.normlab.setting.Setting;
import org.normlab.torch.Precision;

/**
 * Everything that decides what is trained: the same specification, seed and kind of processor give
 * the same numbers. Settings that stand here are those of every kind of training; a record of the
 * family has them among its own, wherever in JSON they are to stand.
 */
public sealed interface TrainingSpec extends Checked permits SupervisedSpec, ControlSpec {
  /** A job may have so many runs, seeds times sweep. */
  int MAX_RUNS = 1000;

  @Setting("network")
  Architecture architecture();

  @Setting("normalization method")
  Normalization normalization();

  @Setting(
      value =
          "optimizer; where a job names none, the one that its network's description gives"
              + " as its default, otherwise sgd",
      preset = "{\"type\":\"sgd\"}")
  Optimizer optimizer();

  @Setting(
      value = "number of runs that train as one group; \"auto\" measures it",
      preset = "\"auto\"",
      nullAs = "auto",
      min = 1,
      max = 1024)
  @Nullable Integer fuse();

  @Setting(value = "one run a seed", preset = "[0]", min = 0, minSize = 1, maxSize = 1000)
  List<Long> seeds();

  @Setting(value = "values crossed with the seeds", preset = "{}")
  Sweep sweep();

  @Setting(
      value = "number format in which layers compute",
      preset = "\"float32\"",
      oneOf = {"float32", "bfloat16", "float16", "float16-all"})
  String precision();

  @Setting(value = "look into the layers as they train", preset = "null")
  @Nullable Probe probe();

  /** Returns the samples over which batch statistics are taken; null for all of an update. */
  default @Nullable Integer microBatch() {
    return null;
  }

  /** Tells whether the weights of each run's best epoch are kept beside the last. */
  default boolean keepBest() {
    return false;
  }

  /** Tells whether the norms of hidden weights are kept, for jobs that refer to this one. */
  default boolean recordNorms() {
    return false;
  }

  /** Returns a word or an address for what is learned from, by which jobs are found. */
  String source();

  /** Every run of the job, sweep points outermost, seeds innermost. */
  default List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (SweepPoint point : sweep().all()) {
      double rate = orElse(point.learningRate(), optimizer().learningRate());
      double decay = orElse(point.weightDecay(), optimizer().weightDecay());
      double m = orElse(point.momentum(), optimizer().momentum());
      for (long seed : seeds()) {
        runs.add(new Run(runs.size(), seed, rate, decay, m));
      }
    }
    return List.copyOf(runs);
  }

  private static double orElse(@Nullable Double value, double own) {
    return value == null ? own : value;
  }

  /** The number format in which layers compute. */
  default Precision format() {
    return Precision.of(precision());
  }

  default Network network(Samples samples) {
    return Network.of(architecture(), normalization(), samples, 1, microBatch(), format());
  }

  /** The network written out to be looked into. */
  default Probing probing(Samples samples, int replicas) {
    return Network.probing(
        architecture(), normalization(), samples, replicas, microBatch(), format());
  }

  default long parameterCount(Samples samples) {
    return network(samples).parameterCount();
  }
}
