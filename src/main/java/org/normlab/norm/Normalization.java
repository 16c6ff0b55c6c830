package org.normlab.norm;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Normalized;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.setting.Problem;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Value;

/**
 * Describes which normalization a network uses: one record a method, its settings and mathematics
 * in one file. A new method is one file, one word here and one reference case.
 *
 * <p>A method acts where it overrides: on activations ({@link #normalize}), on weights ({@link
 * #weight}), after updates ({@link Graph#afterUpdate}), on residual branches ({@link #scaled}).
 */
public sealed interface Normalization
    permits NoNorm,
        BatchNorm,
        LayerNorm,
        GroupNorm,
        RmsNorm,
        SelfNormalizing,
        L1BatchNorm,
        LinfBatchNorm,
        TopkBatchNorm,
        InstanceNorm,
        BatchRenorm,
        GhostBatchNorm,
        SwitchableNorm,
        FilterResponseNorm,
        EvoNormS0,
        EvoNormB0,
        DynamicTanh,
        ScaleNorm,
        PowerNorm,
        IterNorm,
        DecorrelatedBatchNorm,
        KalmanNorm,
        WeightNorm,
        BoundedWeightNorm,
        SpectralNorm,
        ScaledWeightStandardization,
        ReZero,
        Fixup,
        BatchStatistics,
        WithoutSites,
        Wrapping {

  /**
   * Activations as they leave the site, of the shape they came in; the same value where the method
   * acts elsewhere.
   */
  Value normalize(Graph graph, Site site, Value x);

  /**
   * {@link #normalize}, and what it found there, for methods whose sites form a chain.
   *
   * @param before what is known from the sites before; null at the first
   */
  default Normalized site(Graph graph, Site site, Value x, @Nullable Chain before) {
    return new Normalized(normalize(graph, site, x), null);
  }

  /** Tells whether what is known at a site depends on the sites before it. */
  default boolean chainsSites() {
    return false;
  }

  /** Returns whether anything stands at the sites, so that their placement matters. */
  default boolean actsAtSites() {
    return true;
  }

  /**
   * Returns whether the method adds an offset at its sites, so that the layer before needs no bias.
   */
  boolean hasOffset();

  /** Returns whether a linear layer or convolution has a bias. */
  default boolean hasBias(boolean siteFollows) {
    return !(siteFollows && hasOffset());
  }

  /** Returns whether training and evaluation differ because statistics are taken over the batch. */
  default boolean batchDependent() {
    return false;
  }

  /**
   * Explains why the method is not defined at a site; pointers relative to the method.
   *
   * @param batch samples that share batch statistics
   */
  default List<Problem> problems(Site site, int batch) {
    return List.of();
  }

  /**
   * Explains why the method is not defined for a hidden layer's weight; pointers relative to the
   * method.
   */
  default List<Problem> problems(Weight weight) {
    return List.of();
  }

  /**
   * Returns whether the method acts on residual branches, so that a network without any makes no
   * sense.
   */
  default boolean needsBranches() {
    return false;
  }

  /** The nonlinearity that the method prescribes, or contains, in place of the network's own. */
  default Optional<Activation> nonlinearity() {
    return Optional.empty();
  }

  /**
   * Returns whether the nonlinearity is part of the normalizer, so that the network has none beside
   * it.
   */
  default boolean containsNonlinearity() {
    return false;
  }

  /** Returns how the weights of a hidden layer start. */
  default Initial initial(Weight weight) {
    return weight.usual(Initial.he(weight.fanIn()));
  }

  /**
   * Returns how the weights of the output layer start.
   *
   * @param network what the network wants
   */
  default Initial outputInitial(Initial network) {
    return network;
  }

  /**
   * The weight by which a hidden layer multiplies, in the form of its variable, made from what the
   * method trains.
   */
  default Value weight(Graph graph, Weight weight) {
    return graph.parameter(weight.variable("weight", initial(weight)));
  }

  /** Returns whether weight decay is left to the output layer. */
  default boolean decaysOutputOnly() {
    return false;
  }

  /**
   * Returns whether the weights of hidden layers are updated at the first learning rate to the end.
   */
  default boolean keepsFirstRate() {
    return false;
  }

  /**
   * Returns the id of the job whose recorded norms a training with this method follows; empty for a
   * method that stands by itself.
   */
  default Optional<String> referencedJob() {
    return Optional.empty();
  }

  /** The input of a hidden layer as its weight sees it. */
  default Value enter(Graph graph, Weight weight, Value x) {
    return x;
  }

  /** Activations after a nonlinearity of the network. */
  default Value activated(Graph graph, Activation function, Value x) {
    return x;
  }

  /** Activations after the method's own dropout, which follows each nonlinearity. */
  default Value dropout(Graph graph, Value x) {
    return x;
  }

  /** The block's input as its branch, and a projected shortcut, see it. */
  default Value branch(Graph graph, Branch branch, Value x) {
    return x;
  }

  /** The branch as it is added to the shortcut. */
  default Value scaled(Graph graph, Branch branch, Value y) {
    return y;
  }
}
