package org.normlab.study.recipe;

/** The papers as recipes cite them. */
final class Paper {
  static final String SNN =
      "Klambauer, Unterthiner, Mayr and Hochreiter 2017, Self-Normalizing Neural Networks,"
          + " arXiv:1706.02515";
  static final String KALMAN =
      "Wang, Peng, Luo, Wang and Lin 2018, Kalman Normalization: Normalizing Internal"
          + " Representations Across Network Layers, arXiv:1802.03133";
  static final String NORM_MATTERS =
      "Hoffer, Banner, Golan and Soudry 2018, Norm matters: efficient and accurate normalization"
          + " schemes in deep networks, arXiv:1803.01814";
  static final String NORMALIZE_AND_PROJECT =
      "Lyle, Zheng, Khetarpal, Martens, van Hasselt, Pascanu and Dabney 2024, Normalization and"
          + " effective learning rates in reinforcement learning, arXiv:2407.01800";

  private Paper() {}
}
