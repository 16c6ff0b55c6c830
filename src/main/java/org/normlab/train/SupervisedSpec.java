package org.normlab.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.DataSet;
import org.normlab.data.DataShape;
import org.normlab.data.DataSpec;
import org.normlab.net.Activations;
import org.normlab.net.Architecture;
import org.normlab.net.Network;
import org.normlab.net.layer.Samples;
import org.normlab.norm.Normalization;
import org.normlab.norm.site.Axes;
import org.normlab.optim.Optimizer;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;

/** Describes a training that learns labels of data. */
public record SupervisedSpec(
    Architecture architecture,
    Normalization normalization,
    @Setting("data set and split") DataSpec data,
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
    @Nullable Integer fuse,
    List<Long> seeds,
    Sweep sweep,
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
    @Nullable Probe probe,
    @Setting(
            value =
                "keep the norm of each row of hidden weights at each epoch's start, for jobs that"
                    + " refer to this one",
            preset = "false")
        boolean recordNorms)
    implements TrainingSpec {

  /** Fills in what other settings decide, so that a job says what is trained. */
  public SupervisedSpec {
    keepBest = keepBest || earlyStopping != null;
    architecture = Activations.resolved(architecture, normalization);
    probe = probe == null ? null : probe.withUnit(Probe.EPOCH);
  }

  @Override
  public String source() {
    return data.source().reference();
  }

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>(RunRules.problems(this));
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
    faults.addAll(PrecisionRules.problems(this));
    return faults;
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

  static Samples samples(DataShape outline) {
    return new Samples(outline.shape(), outline.classes(), outline.isText());
  }

  public static Samples samples(DataSet set) {
    return new Samples(set.shape(), set.classes(), set.isText());
  }
}
