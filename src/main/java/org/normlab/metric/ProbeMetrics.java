package org.normlab.metric;

import java.util.List;

/**
 * The metrics that probes measure inside a network: a series for each place (site, block or layer)
 * or trained tensor, and in no summary.
 */
final class ProbeMetrics {
  /** The first metric whose pattern fits names a series, so that longer endings go first. */
  static final List<Metric> ALL =
      List.of(
          of(
              "<place>.meanBefore",
              "Mean before the site",
              "The mean before the site.",
              Format.NUMBER),
          of(
              "<place>.varianceBefore",
              "Variance before the site",
              "The variance (÷ n) before the site.",
              Format.SIZE),
          of("<place>.meanAfter", "Mean after the site", "The mean after the site.", Format.NUMBER),
          of(
              "<place>.varianceAfter",
              "Variance after the site",
              "The variance (÷ n) after the site.",
              Format.SIZE),
          of(
              "<place>.meanActivated",
              "Mean after the nonlinearity",
              "The mean after the nonlinearity.",
              Format.NUMBER),
          of(
              "<place>.varianceActivated",
              "Variance after the nonlinearity",
              "The variance (÷ n) after the nonlinearity.",
              Format.SIZE),
          of(
              "<place>.dead",
              "Share of dead units",
              "The share of units that are 0 or below for the whole batch.",
              Format.SHARE),
          of(
              "<place>.saturated",
              "Share of saturated units",
              "The share of units that are within 1 % of the nonlinearity's limit for the whole"
                  + " batch.",
              Format.SHARE),
          of(
              "<place>.dormant",
              "Share of dormant units",
              "The share of units whose mean magnitude over the batch is at most 0.025 of the mean"
                  + " of their layer (Sokar et al. 2023).",
              Format.SHARE),
          of(
              "<place>.linearized",
              "Share of linearized units",
              "The share of units of a ReLU that are above 0 for the whole batch, or for none of"
                  + " it (Lyle et al. 2024).",
              Format.SHARE),
          of(
              "features.rank",
              "Rank of the features",
              "The number of singular values of the last hidden layer's activations that exceed"
                  + " 1 % of the largest (Lyle et al. 2022).",
              Format.NUMBER),
          of(
              "features.effectiveRank",
              "Effective rank of the features",
              "The least number of singular values of the last hidden layer's activations that sum"
                  + " up to 99 % of all (srank of Kumar et al. 2021).",
              Format.NUMBER),
          of(
              "network.parameterNorm",
              "Norm of all parameters",
              "The Euclidean norm of all trained numbers of the network, taken as one vector.",
              Format.SIZE),
          of(
              "network.parameterGradientNorm",
              "Norm of the whole gradient",
              "The Euclidean norm of the gradient by all trained numbers of the network.",
              Format.SIZE),
          of(
              "<place>.effectiveWeightNorm",
              "Effective weight norm",
              "The Frobenius norm of the weight by which a layer multiplies, where the method makes"
                  + " it from what it trains.",
              Format.SIZE),
          of(
              "<tensor>EffectiveRate",
              "Effective learning rate",
              "The part of its norm that a step turns a weight by, whose scale does not change the"
                  + " function (van Laarhoven 2017).",
              Format.SIZE),
          of(
              "<tensor>GradientNorm",
              "Gradient norm",
              "The Frobenius norm of the gradient of a weight.",
              Format.SIZE),
          of("<tensor>Norm", "Norm", "The Frobenius norm of a trained tensor.", Format.SIZE),
          of(
              "<tensor>",
              "Value",
              "The value of a trained tensor that is a single number.",
              Format.NUMBER));

  private ProbeMetrics() {}

  private static Metric of(String pattern, String label, String definition, Format format) {
    return new Metric(
        Metric.PROBE + pattern,
        label,
        format == Format.SHARE ? "share" : "",
        null,
        definition,
        Appears.SERIES,
        format,
        List.of());
  }
}
