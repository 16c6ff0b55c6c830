package org.normlab.net.layer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.norm.Normalization;
import org.normlab.norm.site.Activation;
import org.normlab.norm.site.Axes;
import org.normlab.norm.site.Branch;
import org.normlab.norm.site.Chain;
import org.normlab.norm.site.Normalized;
import org.normlab.norm.site.Site;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Graph;
import org.normlab.torch.Initial;
import org.normlab.torch.Kernel;
import org.normlab.torch.Masks;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;
import org.normlab.torch.Variable.Role;

/** The layers that networks share, written into one graph under one normalization method. */
public final class Layers {
  private final Graph graph;
  private final Normalization normalization;
  private final OutputLayer output;
  private final Casts casts;
  private final List<Site> sites;
  private final List<Branch> branches;
  private final List<Weight> weights;
  private final Lineage lineage = new Lineage();
  private final Observations observations;
  private final UnitNotes notes;

  public Layers(Graph graph, Normalization normalization, Samples samples, Value x) {
    this(graph, normalization, samples, x, new UnitNotes(graph, false));
  }

  /** Layers that note what their units answer. */
  public Layers(
      Graph graph, Normalization normalization, Samples samples, Value x, UnitNotes notes) {
    this(
        graph,
        normalization,
        new OutputLayer(graph, normalization, samples.heads(), samples.noise()),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        notes);
    if (samples.areImages()) {
      lineage.image(x, samples.shape().get(1), samples.shape().get(2));
    }
  }

  private Layers(
      Graph graph,
      Normalization normalization,
      OutputLayer output,
      List<Site> sites,
      List<Branch> branches,
      List<Weight> weights,
      UnitNotes notes) {
    this.notes = notes;
    this.output = output;
    this.graph = graph;
    this.normalization = normalization;
    this.casts = new Casts(graph);
    this.sites = sites;
    this.branches = branches;
    this.weights = weights;
    this.observations = new Observations(graph);
  }

  /** The same layers written into a kernel of their own ({@link Graph#inner}). */
  public Layers inner() {
    Graph inner = graph.inner();
    return new Layers(
        inner, normalization, output.writtenInto(inner), sites, branches, weights, notes);
  }

  public List<Site> sites() {
    return List.copyOf(sites);
  }

  /** The residual branches that have been added so far. */
  public List<Branch> branches() {
    return List.copyOf(branches);
  }

  /** The weights of the hidden layers so far, each once. */
  public List<Weight> weights() {
    return List.copyOf(weights);
  }

  /** The graph under construction, for kernels of one network alone. */
  public Graph graph() {
    return graph;
  }

  /** Pooling and flattening. */
  public Pooling pooling() {
    return new Pooling(graph, lineage);
  }

  /**
   * {@code [B, R·in]} to {@code [B, R·out]}, followed by a site: a bias exactly when the site has
   * no offset.
   */
  public Value linear(Value x, String name, int in, int out) {
    return linear(x, new Weight(name, List.of(out, in), null, null), true);
  }

  /** A hidden linear layer. */
  public Value linear(Value x, Weight weight, boolean siteFollows) {
    return linear(x, weight, siteFollows, Initial.ZEROS);
  }

  /** A hidden linear layer whose bias, if it has one, starts as told. */
  public Value linear(Value x, Weight weight, boolean siteFollows, Initial start) {
    Value w = weight(weight);
    Value bias = bias(weight, siteFollows, start);
    graph.at(weight.layer());
    Value y = graph.call(casts.linear(), enter(weight, x), w, bias);
    observations.weight(weight.layer(), w);
    observations.made(y, weight.layer());
    return lineage.carry(x, y, chain -> chain.through(new Chain.Linear(w, bias)));
  }

  /** Logits as a step reads them, in float32. */
  public Value wide(Value logits) {
    return Casts.wide(graph.precision(), logits);
  }

  /** The last layer: always a bias, weights of variance 1 / fan-in unless the method differs. */
  public Value output(Value x, int in, int classes) {
    return output(x, in, classes, Initial.lecun(in));
  }

  /** Adds the output layer with the initial weights that the network wants. */
  public Value output(Value x, int in, int classes, Initial wanted) {
    graph.at("output");
    observations.features(x);
    return output.of(x, in, classes, wanted);
  }

  /** The weight by which a layer multiplies, for a layer that multiplies often. */
  public Value weight(Weight weight) {
    weights.add(weight);
    graph.at(weight.layer());
    return normalization.weight(graph, weight);
  }

  /** A linear layer without a bias, by a weight that was made before. */
  public Value product(Value x, Weight weight, Value made) {
    graph.at(weight.layer());
    return graph.call(casts.linear(), enter(weight, x), made, Value.NONE);
  }

  private Value enter(Weight weight, Value x) {
    return casts.around(x, wide -> normalization.enter(graph, weight, wide));
  }

  /**
   * {@code [B, R·in, H, W]} to {@code [B, R·out, H / stride, W / stride]}, zero padding of half the
   * kernel, followed by a site.
   */
  public Value convolution(Value x, String name, int in, int out, int size, int stride) {
    return convolution(x, new Weight(name, List.of(out, in, size, size), null, null), stride, true);
  }

  /** {@code [B, R·in, H, W]} to 3×3 convolutions of it, followed by a site. */
  public Value convolution(Value x, String name, int in, int out, Padding padding) {
    Weight weight = new Weight(name, List.of(out, in, 3, 3), null, null);
    return convolution(x, weight, 1, true, padding);
  }

  /** A convolution with an odd square kernel. */
  public Value convolution(Value x, Weight weight, int stride, boolean siteFollows) {
    return convolution(x, weight, stride, siteFollows, Padding.SAME);
  }

  private Value convolution(
      Value x, Weight weight, int stride, boolean siteFollows, Padding padding) {
    int size = weight.shape().getLast();
    Value w = weight(weight);
    Value bias = bias(weight, siteFollows, Initial.ZEROS);
    Kernel convolution = casts.convolution();
    Value input = enter(weight, x);
    int around = padding == Padding.SAME ? size / 2 : 0;
    Value y = graph.call(convolution, input, w, bias, stride, around, graph.replicas());
    observations.weight(weight.layer(), w);
    observations.made(y, weight.layer());
    lineage.convolved(x, y, stride, size - 1 - 2 * around);
    return lineage.carry(x, y, chain -> chain.through(new Chain.Convolution(w, bias, size)));
  }

  /** A linear layer or a convolution, as the weight's shape has it, with a site after it. */
  public Value layer(Value x, Weight weight, int stride) {
    return weight.shape().size() == 2
        ? linear(x, weight, true)
        : convolution(x, weight, stride, true);
  }

  private Value bias(Weight weight, boolean siteFollows, Initial start) {
    return normalization.hasBias(siteFollows)
        ? graph.parameter(
            new Variable(weight.layer() + ".bias", Role.SCALE, start, List.of(weight.out())))
        : Value.NONE;
  }

  /** The normalization at the place that follows layer {@code name}. */
  public Value site(Value x, String name, int channels, Axes axes) {
    return site(x, new Site(name + ".norm", channels, axes));
  }

  public Value site(Value x, Site place) {
    Integer positions = lineage.positions(x);
    Site site = positions == null ? place : place.withPositions(positions);
    sites.add(site);
    graph.at(site.name());
    Normalized y =
        casts.aroundSite(x, wide -> normalization.site(graph, site, wide, lineage.chain(x)));
    observations.site(site, x, y.value());
    lineage.strided(x, y.value(), 1);
    lineage.begin(y.value(), y.chain());
    return y.value();
  }

  /** Marks a value that is read again later, so that no layer may overwrite it. */
  public Value keep(Value x) {
    lineage.keep(x);
    return x;
  }

  /**
   * The nonlinearity, relu where none is asked for and the method's own where it prescribes one,
   * and the method's dropout. Images are changed in place unless they are kept: no layer before
   * needs its output for gradients.
   */
  public Value activate(Value x, @Nullable Activation activation, Axes axes) {
    graph.at("after " + observations.place(x));
    if (normalization.containsNonlinearity()) {
      observations.activated(x, x);
      notes.activated(weights, x);
      return x;
    }
    Activation function = nonlinearity(normalization, activation);
    boolean inPlace = axes == Axes.IMAGE && !lineage.isKept(x);
    Value plain = graph.call(Kernels.activation(function, inPlace), x);
    Value activated = casts.around(plain, wide -> normalization.activated(graph, function, wide));
    observations.activated(x, function, plain, activated);
    notes.activated(weights, activated);
    return lineage.carry(
        x,
        casts.around(activated, wide -> normalization.dropout(graph, wide)),
        chain -> chain.through(new Chain.Nonlinearity(function)));
  }

  /** Returns the nonlinearity that is trained where a job asks for one, or null for none. */
  public static Activation nonlinearity(Normalization method, @Nullable Activation asked) {
    return method.nonlinearity().orElse(asked == null ? Activation.RELU : asked);
  }

  public Value dropout(Value x, double rate) {
    return rate == 0 || !graph.training()
        ? x
        : lineage.carry(x, graph.call(Masks.DROPOUT, x, rate, graph.seeds(), graph.drawing()));
  }

  /** A block's input as its branch sees it. */
  public Value branch(Value x, Branch branch) {
    graph.at(branch.name());
    Value y = casts.around(x, wide -> normalization.branch(graph, branch, wide));
    return lineage.carry(x, y);
  }

  /** The end of a residual block. */
  public Value add(Value shortcut, Value y, Branch branch) {
    branches.add(branch);
    graph.at(branch.name());
    Value scaled = casts.around(y, wide -> normalization.scaled(graph, branch, wide));
    Value sum = graph.call(Kernels.ADD, scaled, shortcut);
    observations.made(sum, branch.name());
    lineage.strided(shortcut, sum, 1);
    lineage.join(shortcut, y, sum);
    return sum;
  }

  /** A sum that is no residual addition. */
  public Value sum(Value x, Value y) {
    return graph.call(Kernels.ADD, x, y);
  }
}
