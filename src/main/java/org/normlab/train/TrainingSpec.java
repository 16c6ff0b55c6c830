package org.normlab.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSet;
import org.normlab.data.DataShape;
import org.normlab.data.DataSpec;
import org.normlab.net.Activations;
import org.normlab.net.Architecture;
import org.normlab.net.Mlp;
import org.normlab.net.Network;
import org.normlab.net.Probing;
import org.normlab.net.layer.Samples;
import org.normlab.norm.DefinedInHalf;
import org.normlab.norm.Normalization;
import org.normlab.norm.site.Axes;
import org.normlab.optim.Optimizer;
import org.normlab.setting.Checked;
import org.normlab.setting.Families;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Words;
import org.normlab.torch.Precision;

/**
 * Everything that decides what is trained: the same specification, seed and kind of processor give
 * the same numbers.
 */
public record TrainingSpec(
    @Setting("network") Architecture architecture,
    @Setting("normalization method") Normalization normalization,
    @Setting("data set and split") DataSpec data,
    @Setting(
            value =
                "optimizer; where a job names none, the one that its network's description gives"
                    + " as its default, otherwise sgd",
            preset = "{\"type\":\"sgd\"}")
        Optimizer optimizer,
    @Setting(value = "label smoothing of the cross-entropy", preset = "0", min = 0, below = 1)
        double labelSmoothing,
    @Setting(
            value = "passes over the training rows; 0 evaluates the initial weights",
            preset = "20",
            min = 0,
            max = 1_000_000)
        int epochs,
    @Setting(value = "samples an update", preset = "128", min = 1, max = 1_048_576) int batchSize,
    @Setting(
            value = "samples over which batch statistics are taken; the whole batch when null",
            preset = "null",
            min = 1)
        @Nullable Integer microBatch,
    @Setting(
            value = "number of runs that train as one group; \"auto\" measures it",
            preset = "\"auto\"",
            nullAs = "auto",
            min = 1,
            max = 1024)
        @Nullable Integer fuse,
    @Setting(value = "one run a seed", preset = "[0]", min = 0, minSize = 1, maxSize = 1000)
        List<Long> seeds,
    @Setting(value = "values crossed with the seeds", preset = "{}") Sweep sweep,
    @Setting(
            value = "number format in which layers compute",
            preset = "\"float32\"",
            oneOf = {"float32", "bfloat16", "float16", "float16-all"})
        String precision,
    @Setting(value = "end a run that no longer improves", preset = "null")
        @Nullable EarlyStopping earlyStopping,
    @Setting(
            value =
                "keep the weights of each run's best epoch beside the last: the best by"
                    + " validation.accuracy, or by what earlyStopping watches, beside which it is"
                    + " always true",
            preset = "false")
        boolean keepBest,
    @Setting(value = "look into the layers as they train", preset = "null") @Nullable Probe probe,
    @Setting(
            value =
                "keep the norm of each row of hidden weights at each epoch's start, for jobs that"
                    + " refer to this one",
            preset = "false")
        boolean recordNorms)
    implements Checked {
  /** A job may have so many runs, seeds times sweep. */
  public static final int MAX_RUNS = 1000;

  /** Fills in what other settings decide, so that a job says what is trained. */
  public TrainingSpec {
    keepBest = keepBest || earlyStopping != null;
    architecture = Activations.resolved(architecture, normalization);
  }

  /** Every run of the job, sweep points outermost, seeds innermost. */
  public List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (SweepPoint point : sweep.all()) {
      double rate = orElse(point.learningRate(), optimizer.learningRate());
      double decay = orElse(point.weightDecay(), optimizer.weightDecay());
      double m = orElse(point.momentum(), optimizer.momentum());
      for (long seed : seeds) {
        runs.add(new Run(runs.size(), seed, rate, decay, m));
      }
    }
    return List.copyOf(runs);
  }

  private static double orElse(@Nullable Double value, double own) {
    return value == null ? own : value;
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    faults.addAll(runProblems());
    if (microBatch != null && batchSize % microBatch != 0) {
      faults.add(
          new Problem(
              "/microBatch",
              "microBatch must divide batchSize " + batchSize + "; received " + microBatch));
    }
    faults.addAll(Activations.problems(architecture, normalization));
    faults.addAll(SettingEffects.problems(this));
    faults.addAll(NormMatchingRules.problems(this));
    faults.addAll(TaskRules.problems(this));
    if (format() == Precision.FLOAT16_ALL) {
      faults.addAll(halfProblems());
    }
    return faults;
  }

  private List<Problem> runProblems() {
    List<Problem> faults = new ArrayList<>();
    if (new HashSet<>(seeds).size() < seeds.size()) {
      faults.add(new Problem("/seeds", "seeds must differ from each other; received " + seeds));
    }
    long runs = seeds.size() * sweep.size();
    if (runs > MAX_RUNS) {
      faults.add(
          new Problem(
              "/sweep", "a job may have " + MAX_RUNS + " runs (seeds × sweep); received " + runs));
    }
    if (sweep.hasMomentum() && !optimizer.takesMomentum()) {
      faults.add(new Problem("/sweep/momentum", "momentum can be swept with sgd only"));
    }
    return faults;
  }

  private List<Problem> halfProblems() {
    if (!(architecture instanceof Mlp)) {
      return List.of(
          new Problem("/precision", "float16-all is for architecture mlp; float16 is for all"));
    }
    return normalization instanceof DefinedInHalf
        ? List.of()
        : List.of(
            new Problem(
                "/precision",
                "float16-all is for normalization %s, whose statistics are made in halves; float16 is for all"
                    .formatted(
                        Words.all(Families.words(Normalization.class, DefinedInHalf.class)))));
  }

  /** The number format in which layers compute. */
  public Precision format() {
    return Precision.of(precision);
  }

  /** Returns what a user should know before waiting for the training. */
  public List<String> cautions(Samples samples, String device) {
    List<String> cautions = new ArrayList<>(SettingEffects.cautions(this));
    Network network = network(samples);
    if (format().scalesLoss() && device.equals("cpu") && network.hasConvolutions()) {
      cautions.add("float16 convolutions are 10 to 15 times slower than float32 on a CPU");
    }
    boolean overTokens = network.sites().stream().anyMatch(site -> site.axes() == Axes.TOKENS);
    if (samples.areText() && overTokens && normalization.batchDependent()) {
      cautions.add(
          "batch statistics run over all tokens, so that in training each prediction has seen"
              + " something of later ones");
    }
    return cautions;
  }

  public Network network(Samples samples) {
    return Network.of(architecture, normalization, samples, 1, microBatch, format());
  }

  /** Faults that show only against the data; pointers relative to the job. */
  public List<Problem> problems(DataShape outline) {
    List<Problem> faults = new ArrayList<>(DataRules.problems(this, outline));
    faults.addAll(TaskRules.problems(this, outline));
    faults.addAll(SettingEffects.problems(this, outline));
    int statisticsBatch = microBatch == null ? batchSize : microBatch;
    faults.addAll(Network.problems(architecture, normalization, samples(outline), statisticsBatch));
    return faults.isEmpty() ? SizeLimits.problems(this, outline) : faults;
  }

  /** Trainable numbers of one run; the specification must have no {@link #problems(DataShape)}. */
  public long parameterCount(DataShape outline) {
    return parameterCount(samples(outline));
  }

  public long parameterCount(Samples samples) {
    return network(samples).parameterCount();
  }

  /** The network written out to be looked into. */
  public Probing probing(Samples samples, int replicas) {
    return Network.probing(architecture, normalization, samples, replicas, microBatch, format());
  }

  static Samples samples(DataShape outline) {
    return new Samples(outline.shape(), outline.classes(), outline.isText());
  }

  public static Samples samples(DataSet set) {
    return new Samples(set.shape(), set.classes(), set.isText());
  }
}
