package org.normlab.statistics;

/**
 * A method a against a baseline b on the seeds they share.
 *
 * @param n pairs of two values: mean, intervals and effect are over these
 * @param ranked pairs that the test and the probability are over: n, and where diverged ones are
 *     ranked also those
 * @param divergedA pairs whose a diverged, those in which both did among them
 * @param divergedB pairs whose b diverged, those in which both did among them
 * @param missing shared seeds of which a run has no result
 * @param unshared seeds that one of both never had
 * @param meanDifference of a − b in the metric's unit
 * @param sd of the differences, with n − 1
 * @param t Student's interval of the mean difference
 * @param bca bootstrap interval of the mean difference
 * @param wilcoxon of a − b
 * @param improvement over pairs of the same seed
 * @param unpairedImprovement over all runs with all runs, those without a partner among them
 * @param effect Cohen's d_z: mean difference over sd
 */
public record PairedComparison(
    int n,
    int ranked,
    int divergedA,
    int divergedB,
    int missing,
    int unshared,
    DivergedPairs diverged,
    Estimate meanDifference,
    Estimate sd,
    Interval t,
    Interval bca,
    Wilcoxon wilcoxon,
    Improvement improvement,
    Improvement unpairedImprovement,
    Estimate effect) {
  /**
   * Compares on the seeds that both have.
   *
   * @param level of all intervals
   */
  public static PairedComparison of(
      Scores a,
      Scores b,
      Direction better,
      Alternative alternative,
      DivergedPairs diverged,
      double level) {
    Interval.checked(level);
    Pairing pairing = Pairing.of(a, b);
    Estimate mean = pairing.differences().mean();
    double[] differences = pairing.differences().values();
    Estimate sd = Sample.deviation(differences);
    double[] ranked = pairing.rankedDifferences(better, diverged);
    return new PairedComparison(
        differences.length,
        ranked.length,
        pairing.divergedA(),
        pairing.divergedB(),
        pairing.missing(),
        pairing.unshared(),
        diverged,
        mean,
        sd,
        Sample.student(differences, mean, level, Sample::studentQuantile),
        Bootstrap.bca(differences, level),
        Wilcoxon.of(ranked, alternative),
        Improvement.paired(pairing, better, diverged, level),
        Improvement.unpaired(a, b, better, diverged, level),
        effect(mean, sd));
  }

  private static Estimate effect(Estimate mean, Estimate sd) {
    if (sd.value() == null) {
      return sd;
    }
    if (mean.value() == null) {
      return mean;
    }
    return sd.value() == 0
        ? Estimate.undefined("all differences are equal")
        : Estimate.of(mean.value() / sd.value());
  }
}
