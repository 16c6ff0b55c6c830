package org.normlab.train.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.normlab.train.agent.AgentLoop;
import org.normlab.train.device.FusedTensors;
import org.normlab.train.file.TensorFile;
import org.normlab.train.loop.GroupState;
import org.normlab.train.step.LossScaling;

/**
 * Parameters and states of one run, in PyTorch's layout, out of the checkpoint of the group that it
 * trains in. Tensors of a checkpoint are {@code [R, shape]}, so that a run's part of each is one
 * stretch of the file; moments and the group's position stay behind. Loads no engine: this is for a
 * process that does not train.
 */
public final class Weights implements Closeable {
  private static final String FLOAT32 = "F32";

  private final TensorFile file;
  private final List<Tensor> tensors;
  private final long step;

  /**
   * One run's part of a tensor of float32.
   *
   * @param position of its first byte within the checkpoint; numbers are little-endian, the last
   *     axis innermost
   */
  public record Tensor(String name, List<Long> shape, long position, long bytes) {}

  private Weights(TensorFile file, int replica, int replicas, boolean best) throws IOException {
    this.file = file;
    this.tensors = new ArrayList<>();
    for (TensorFile.Entry entry : file.entries()) {
      boolean ofBest = entry.name().startsWith(FusedTensors.BEST);
      if (best ? ofBest : isWeight(entry.name())) {
        tensors.add(slice(entry, replica, replicas));
      }
    }
    long[] ended = file.longs(GroupState.ENDED);
    if (ended.length != replicas) {
      throw file.broken("it holds %d runs, not %d".formatted(ended.length, replicas), null);
    }
    if (best) {
      this.step = file.longs(GroupState.BEST_STEPS)[replica];
      return;
    }
    this.step = ended[replica] < 0 ? file.longs(GroupState.STEP)[0] : ended[replica];
  }

  /** Opens a checkpoint for the weights that its steps have led to; see {@link #openBest}. */
  public static Weights open(Path checkpoint, int replica, int replicas) throws IOException {
    return open(checkpoint, replica, replicas, false);
  }

  /**
   * Opens a checkpoint for the weights of a run's best epoch so far; {@link #tensors} is empty
   * where they are not kept, and {@link #step} is 0 before an epoch was the best.
   *
   * @param replica which of the group's runs
   * @param replicas how many runs the group has
   * @throws java.nio.file.NoSuchFileException where there is no such file
   * @throws IOException where it is no checkpoint of such a group
   */
  public static Weights openBest(Path checkpoint, int replica, int replicas) throws IOException {
    return open(checkpoint, replica, replicas, true);
  }

  private static Weights open(Path checkpoint, int replica, int replicas, boolean best)
      throws IOException {
    TensorFile file = TensorFile.open(checkpoint);
    try {
      return new Weights(file, replica, replicas, best);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isWeight(String name) {
    return !name.equals(FusedTensors.NO_STATE)
        && !name.equals(LossScaling.NAME)
        && Stream.of(
                FusedTensors.MOMENT,
                FusedTensors.BEST,
                GroupState.PREFIX,
                AgentLoop.TARGET,
                AgentLoop.REPLAY,
                AgentLoop.ROLLOUT)
            .noneMatch(name::startsWith);
  }

  private Tensor slice(TensorFile.Entry all, int replica, int replicas) throws IOException {
    long numbers = all.shape().stream().reduce(1L, (a, b) -> a * b);
    if (!all.type().equals(FLOAT32)
        || all.shape().isEmpty()
        || all.shape().getFirst() != replicas
        || all.bytes() != numbers * Float.BYTES) {
      throw file.broken(
          "%s has %s numbers in the shape %s; expected are %s in the shape [%d, …]"
              .formatted(all.name(), all.type(), all.shape(), FLOAT32, replicas),
          null);
    }
    long bytes = all.bytes() / replicas;
    List<Long> shape = all.shape().subList(1, all.shape().size());
    String name = all.name().replaceFirst("^" + Pattern.quote(FusedTensors.BEST), "");
    return new Tensor(name, shape, all.position() + replica * bytes, bytes);
  }

  /**
   * Makes sure that the whole checkpoint, whatever its path leads to by now, is as it was written.
   *
   * @param sha256 of the file as it was written, in lower-case hexadecimal
   * @throws IOException where it has changed or cannot be read
   */
  public void verify(String sha256) throws IOException {
    file.verify(sha256);
  }

  /** Parameters in the order in which the network has them, then states. */
  public List<Tensor> tensors() {
    return List.copyOf(tensors);
  }

  /**
   * Returns how many steps the run has taken: all up to the checkpoint, or to its end. A diverged
   * run has the weights from before the step that it ended at.
   */
  public long step() {
    return step;
  }

  /** Writes the numbers of a tensor. */
  public void copy(Tensor tensor, OutputStream out) throws IOException {
    file.copy(tensor.position(), tensor.bytes(), out);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
