package org.normlab.train.device;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normlab.data.Tasks;
import org.normlab.torch.Torch;
import org.normlab.train.Run;
import org.normlab.train.step.TaskGathering;

/** The data of a group of runs as their present task shows them: the very data where it is one. */
public final class TaskData implements AutoCloseable {
  private final DeviceData plain;
  private final TaskDraws draws;
  private final Torch torch;
  private DeviceData current;
  private @Nullable NDArray drawn;
  private long task = -1;

  public TaskData(DeviceData plain, Tasks tasks, List<Run> runs, Torch torch) {
    this.plain = plain;
    this.draws = new TaskDraws(tasks, plain.set(), runs);
    this.torch = torch;
    this.current = plain;
    beginTaskOf(0);
  }

  /** Returns what {@link TaskGathering}'s kernels take. */
  public DeviceData current() {
    return current;
  }

  /** Shows the task to which a step of the training, from 0, belongs. */
  public void beginTaskOf(long step) {
    Tasks tasks = draws.tasks();
    long number = tasks.of(step);
    if (!tasks.areMany() || task == number) {
      return;
    }
    close();
    task = number;
    int width = draws.runs().size();
    if (tasks.permuteInputs()) {
      long[] places = draws.places(number);
      NDArray array = torch.longs(places, width, places.length / width);
      List<NDArray> values = new ArrayList<>(plain.values());
      values.add(array);
      current = new DeviceData(plain.set(), values, plain.labels());
      drawn = array;
    } else {
      NDArray labels = torch.longs(draws.labels(number), plain.set().rows(), width);
      current = new DeviceData(plain.set(), plain.values(), labels);
      drawn = labels;
    }
  }

  @Override
  public void close() {
    if (drawn != null) {
      drawn.close();
      drawn = null;
    }
  }
}
