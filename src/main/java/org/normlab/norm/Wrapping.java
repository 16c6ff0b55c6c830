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

/** A method beside another one on activations: what it does not change is the inner method's. */
sealed interface Wrapping extends Normalization
    permits WeightStandardization, NormalizeAndProject, NormMatchedRate {
  Normalization inner();

  @Override
  default Value normalize(Graph graph, Site site, Value x) {
    return inner().normalize(graph, site, x);
  }

  @Override
  default Normalized site(Graph graph, Site site, Value x, @Nullable Chain before) {
    return inner().site(graph, site, x, before);
  }

  @Override
  default boolean chainsSites() {
    return inner().chainsSites();
  }

  @Override
  default boolean actsAtSites() {
    return inner().actsAtSites();
  }

  @Override
  default boolean hasOffset() {
    return inner().hasOffset();
  }

  @Override
  default boolean hasBias(boolean siteFollows) {
    return inner().hasBias(siteFollows);
  }

  @Override
  default boolean batchDependent() {
    return inner().batchDependent();
  }

  @Override
  default List<Problem> problems(Site site, int batch) {
    return inner().problems(site, batch).stream().map(fault -> fault.under("inner")).toList();
  }

  @Override
  default List<Problem> problems(Weight weight) {
    return inner().problems(weight).stream().map(fault -> fault.under("inner")).toList();
  }

  @Override
  default boolean needsBranches() {
    return inner().needsBranches();
  }

  @Override
  default Optional<Activation> nonlinearity() {
    return inner().nonlinearity();
  }

  @Override
  default boolean containsNonlinearity() {
    return inner().containsNonlinearity();
  }

  @Override
  default Initial initial(Weight weight) {
    return inner().initial(weight);
  }

  @Override
  default Initial outputInitial(Initial network) {
    return inner().outputInitial(network);
  }

  @Override
  default Value weight(Graph graph, Weight weight) {
    return inner().weight(graph, weight);
  }

  @Override
  default boolean decaysOutputOnly() {
    return inner().decaysOutputOnly();
  }

  @Override
  default boolean keepsFirstRate() {
    return inner().keepsFirstRate();
  }

  @Override
  default Optional<String> referencedJob() {
    return inner().referencedJob();
  }

  @Override
  default Value enter(Graph graph, Weight weight, Value x) {
    return inner().enter(graph, weight, x);
  }

  @Override
  default Value activated(Graph graph, Activation function, Value x) {
    return inner().activated(graph, function, x);
  }

  @Override
  default Value dropout(Graph graph, Value x) {
    return inner().dropout(graph, x);
  }

  @Override
  default Value branch(Graph graph, Branch branch, Value x) {
    return inner().branch(graph, branch, x);
  }

  @Override
  default Value scaled(Graph graph, Branch branch, Value y) {
    return inner().scaled(graph, branch, y);
  }
}
