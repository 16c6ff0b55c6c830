package org.normlab.torch;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines that run after every update, without gradients; they change parameters and states in place,
 * and know the update: {@link #gradient}, {@link #before}, {@link #note} and {@link #rates} have
 * values there alone.
 */
public final class AfterUpdate {
  private final Procedure lines;
  private final List<Value> kept = new ArrayList<>();
  private int notes;

  AfterUpdate(KernelSet kernels, CurrentLayer layer) {
    this.lines = new Procedure(kernels, layer);
  }

  /** Calls a kernel. */
  public void call(Kernel kernel, Object... arguments) {
    lines.call(kernel, arguments);
  }

  /** Calls a kernel, unless it is called with the same arguments already. */
  public void once(Kernel kernel, Object... arguments) {
    lines.once(kernel, arguments);
  }

  /** The gradient of a parameter that the update followed. */
  public Value gradient(Value parameter) {
    return new Value(parameter.text().replace("p[", "g["));
  }

  /** A parameter as it was before the update. */
  public Value before(Value parameter) {
    if (!kept.contains(parameter)) {
      kept.add(parameter);
    }
    return new Value("b[" + kept.indexOf(parameter) + "]");
  }

  /**
   * {@code [5, R]} float64 on the host, learning rate, weight decay, momentum, the number of the
   * step from 1 and the first learning rate.
   */
  public Value rates() {
    return new Value("rates");
  }

  /** The tensor that the caller's kernel appends to {@link Graph#notes}. */
  public Value note() {
    return new Value("notes[" + notes++ + "]");
  }

  /** A kernel {@code kept_before(p)}: copies of what {@link #before} asked for. */
  public Kernel keepKernel() {
    List<String> copies = kept.stream().map(p -> p + ".clone()").toList();
    return new Kernel(
        "def kept_before(p: List[Tensor]) -> List[Tensor]:\n  return %s\n"
            .formatted(kept.isEmpty() ? "annotate(List[Tensor], [])" : copies));
  }

  /** The lines as a kernel {@code after_update(p, s, g, b, notes, rates)}. */
  public Kernel kernel() {
    String tensors = "p: List[Tensor], s: List[Tensor], g: List[Tensor], b: List[Tensor], ";
    return lines.toKernel(
        "after_update(" + tensors + "notes: List[Tensor], rates: Tensor) -> None", "None");
  }
}
