package org.normlab.norm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.kernel.Affine;
import org.normlab.norm.kernel.BatchMomentKernels;
import org.normlab.norm.kernel.KalmanKernels;
import org.normlab.norm.kernel.PropagationKernels;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Normalized;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.SiteRequirements;
import org.normlab.setting.Checked;
import org.normlab.setting.Named;
import org.normlab.setting.Problem;
import org.normlab.setting.Setting;
import org.normlab.setting.Unused;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;

/**
 * Kalman normalization: the statistics of each site are fused from what it observes and from what
 * the site before predicts.
 *
 * <pre>μ = μ⁻ + q (m − μ⁻)      v = v⁻ + q (s − v⁻) + q (1 − q) (m − μ⁻)²
 * y = (x − μ) / √(v + ε) · γ + β</pre>
 *
 * m and s are mean and biased variance as the base method takes them; the posterior is that of a
 * mixture of prediction and observation with weights 1 − q and q, so that q weighs the observation.
 * Prediction from the posterior μ′, v′ of the site before, {@code learned}: μ⁻ = A μ′, v⁻ = (A ∘ A)
 * v′ + exp(logNoise), A starting as the identity (row i has column i mod C′); {@code propagated}:
 * the moments of 64 Gaussian vectors of mean μ′ and variance v′ after the layers between, see
 * {@link PropagationKernels}. The first site is its base. The chain is differentiated. After a
 * residual addition the posteriors of both summands are added.
 *
 * <p>Shape: dense, tokens or image, in and out; statistics {@code [M, R·L]}, one row for all
 * samples that share them: M = 1 or the number of micro-batches, L = C for base batch; M = samples,
 * L = groups, 1 or C for the others. Evaluation: with base batch the running mean and variance,
 * which average the posterior as it was used (no n / (n − 1)) and start as 0 and 1; otherwise the
 * same as training, with a fixed draw.
 *
 * <p>Source: Wang, Peng, Luo, Wang and Lin 2018, arXiv:1802.03133. The paper's A, R and q are
 * trained, which is {@code learned}; the released code has a fixed q and propagates, which is
 * {@code propagated}. Its p_rate is 1 − q: 0.9 for batches of 2, 0.05 for 128.
 */
@Paper("Wang et al. 2018")
@Named(
    value = "kalman",
    summary = "Statistics fused from the observed ones and a prediction by the site before.")
public record KalmanNorm(
    @Setting(
            value = "whose statistics are observed",
            preset = "\"batch\"",
            oneOf = {KalmanBase.BATCH, KalmanBase.GROUP, KalmanBase.LAYER, KalmanBase.INSTANCE})
        String base,
    @Setting(
            value = "how the site before predicts",
            preset = "\"learned\"",
            oneOf = {KalmanNorm.LEARNED, KalmanNorm.PROPAGATED})
        String transition,
    @Setting(
            value = "weight q of the observation, at the start",
            preset = "0.9",
            above = 0,
            max = 1)
        double gain,
    @Setting(value = "whether q stays as it is", preset = "false") boolean gainFixed,
    @Setting(
            value = "variance that the learned transition adds, at the start",
            preset = "1e-3",
            above = 0,
            max = 1e6)
        double noise,
    @Setting(
            value = "weight of the new value in the running statistics",
            preset = "0.1",
            above = 0,
            max = 1)
        double momentum,
    @Setting(value = "added to the variance", preset = "1e-5", above = 0, max = 1) double epsilon)
    implements Normalization, ActivationNormalizing, Checked {
  static final String LEARNED = "learned";
  static final String PROPAGATED = "propagated";

  @Override
  public List<Problem> problems() {
    List<Problem> faults = new ArrayList<>();
    if (!gainFixed && gain == 1) {
      faults.add(
          new Problem(
              "/gain", "a gain that is trained must be below 1, or gainFixed; received " + gain));
    }
    if (!KalmanBase.of(base).runs()) {
      String why = "statistics over " + base + " are of each sample and have no running values";
      faults.addAll(Unused.problems(this, "momentum", why));
    }
    if (transition.equals(PROPAGATED)) {
      String why = "the variance of a prediction is that of the propagated vectors";
      faults.addAll(Unused.problems(this, "noise", why));
    }
    return faults;
  }

  @Override
  public Value normalize(Graph graph, Site site, Value x) {
    return site(graph, site, x, null).value();
  }

  @Override
  public boolean chainsSites() {
    return true;
  }

  @Override
  public Normalized site(Graph graph, Site site, Value x, @Nullable Chain before) {
    KalmanBase kind = KalmanBase.of(base);
    Value gamma = Affine.gamma(graph, site);
    Value beta = Affine.beta(graph, site);
    if (kind.runs() && !graph.training()) {
      Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
      Value variance = graph.state(site.name() + ".runningVariance", 1, site.channels());
      return new Normalized(
          BatchMomentKernels.evaluate(graph, x, gamma, beta, mean, variance, epsilon), null);
    }
    int length = kind.length(site);
    int m = SiteRequirements.shared(graph, site);
    int columns = graph.replicas() * length;
    Value observed = graph.call(KalmanKernels.OBSERVE, x, columns, m, kind.runs());
    Value posterior =
        before == null ? observed : fused(graph, site, kind, observed, before, length);
    if (kind.runs()) {
      Value mean = graph.state(site.name() + ".runningMean", 0, site.channels());
      Value variance = graph.state(site.name() + ".runningVariance", 1, site.channels());
      graph.call(KalmanKernels.FOLLOW, mean, variance, posterior, momentum);
    }
    Value y = graph.call(KalmanKernels.APPLY, x, gamma, beta, posterior, epsilon, m, kind.runs());
    return new Normalized(y, Chain.of(new Chain.Moments(posterior, length, site.channels())));
  }

  private Value fused(
      Graph graph, Site site, KalmanBase kind, Value observed, Chain before, int length) {
    Value gain = gain(graph, site, observed);
    Value prior = KalmanKernels.sum(graph, before.terms());
    if (transition.equals(PROPAGATED)) {
      Value prediction = PropagationKernels.predict(graph, prior, before, kind.length(site));
      return graph.call(KalmanKernels.GUARDED, observed, prediction, gain, graph.replicas());
    }
    Value matrix =
        KalmanKernels.transition(graph, site, length, before.terms().getFirst().length());
    Value logNoise =
        Affine.numbers(graph, site, "logNoise", new Initial(Math.log(noise), 0), length);
    Value prediction = graph.call(KalmanKernels.PREDICT, prior, matrix, logNoise);
    return graph.call(KalmanKernels.FUSE, observed, prediction, gain);
  }

  /** q, one number a site and replica. */
  private Value gain(Graph graph, Site site, Value like) {
    if (gainFixed) {
      return graph.call(KalmanKernels.FIXED, gain, like);
    }
    double logit = Math.log(gain / (1 - gain));
    Value logits = Affine.one(graph, site, "gainLogit", new Initial(logit, 0));
    Value trained = graph.call(KalmanKernels.SIGMOID, logits);
    graph.observe(site.name() + ".gain", trained);
    return trained;
  }

  @Override
  public boolean batchDependent() {
    return KalmanBase.of(base).runs();
  }

  @Override
  public boolean hasOffset() {
    return true;
  }

  @Override
  public List<Problem> problems(Site site, int batch) {
    List<Problem> faults = new ArrayList<>(KalmanBase.of(base).problems(site, batch));
    if (faults.isEmpty()) {
      faults.addAll(RecurrenceRules.notRecurrent(site, "Kalman predictions"));
    }
    return faults;
  }
}
