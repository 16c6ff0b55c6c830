package org.normlab.train.step;

import java.util.List;
import org.normlab.data.DataSet;
import org.normlab.data.DataSpec;
import org.normlab.torch.Kernel;
import org.normlab.train.device.TaskDraws;

/** {@link Gathering} where each run has a task of its own; see {@link TaskDraws}. */
public final class TaskGathering {
  /** The classes {@code [B·R]} of rows; {@code labels} is {@code [rows, R]}. */
  private static final Kernel LABELS =
      new Kernel(
          """
          def targets(data: List[Tensor], labels: Tensor, rows: Tensor, replicas: int) -> Tensor:
            return labels.gather(0, rows.view([-1, replicas])).view([-1])
          """);

  /** The last of {@code data} says which feature stands where, {@code [R, features]}. */
  private static final Kernel TABLE =
      new Kernel(
          """
          def gather(data: List[Tensor], rows: Tensor, shifts: Tensor, replicas: int) -> Tensor:
            x = data[0].index_select(0, rows).view([-1, replicas, data[0].size(1)])
            return x.gather(2, data[1].unsqueeze(0).expand(x.size())).view([x.size(0), -1])
          """);

  /** Gathers pixels, {@code [R, height·width]}. */
  private static final Kernel IMAGES =
      new Kernel(
          """
          def gather(data: List[Tensor], rows: Tensor, shifts: Tensor, replicas: int) -> Tensor:
            _, h, w, c = data[0].size()
            x = data[0].index_select(0, rows).view([-1, replicas, h * w, c])
            places = data[3].view([1, replicas, h * w, 1]).expand(x.size())
            return __torch__.scaled(x.gather(2, places).view([-1, h, w, c]), data, replicas)
          """,
          List.of(Gathering.SCALED));

  private TaskGathering() {}

  /** Returns how batches and their labels are taken from a set, in training and in evaluation. */
  public static List<Kernel> kernels(DataSet set, DataSpec spec) {
    List<Kernel> plain = Gathering.kernels(set, spec.augment());
    if (!spec.tasks().areMany()) {
      return plain;
    }
    if (!spec.tasks().permuteInputs()) {
      return List.of(plain.get(0), plain.get(1), LABELS);
    }
    Kernel gather = set.isImage() ? IMAGES : TABLE;
    return List.of(gather, shared(gather), plain.get(2));
  }

  /** The same rows {@code [B]} for every replica, each in its own order. */
  private static Kernel shared(Kernel gather) {
    return new Kernel(
        """
        def gather_shared(data: List[Tensor], rows: Tensor, replicas: int) -> Tensor:
          return __torch__.gather(data, rows.repeat_interleave(replicas), rows, replicas)
        """,
        List.of(gather));
  }
}
