package org.normlab.net.layer;

import java.util.List;
import org.normlab.norm.site.Weight;
import org.normlab.torch.Value;
import org.normlab.torch.Variable;

/**
 * The units of a hidden layer, in networks where each is made by one row of parameters and read by
 * the next layer alone.
 *
 * @param weight of the layer
 * @param next name of the layer that reads them
 * @param activations after the nonlinearity and before dropout, {@code [B, R·C]} or {@code [B, R·C,
 *     H, W]}: one of {@code notes}
 */
public record HiddenUnits(Weight weight, String next, Value activations) {
  /** Returns what makes the units, row by row: weight, bias, and scale and offset of their site. */
  public List<Variable> makers(List<Variable> parameters) {
    return parameters.stream()
        .filter(p -> weight.isMadeFrom(p) || (isVector(p) && isOfLayer(p)))
        .toList();
  }

  private boolean isVector(Variable parameter) {
    return parameter.shape().equals(List.of(weight.out()));
  }

  private boolean isOfLayer(Variable parameter) {
    return parameter.name().startsWith(weight.layer() + ".");
  }

  /** Returns what reads the units: the weight that the next layer trains. */
  public Variable reader(List<Variable> parameters) {
    return parameters.stream()
        .filter(p -> p.shape().size() > 1 && p.name().startsWith(next + "."))
        .findFirst()
        .orElseThrow();
  }
}
