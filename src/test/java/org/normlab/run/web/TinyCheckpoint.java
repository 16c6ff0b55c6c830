package org.normlab.run.web;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A checkpoint of a group of runs as a trainer writes it, with three tensors; what is of the best
 * epoch is as a moment and the runs' ends are.
 */
public final class TinyCheckpoint {
  private TinyCheckpoint() {}

  /**
   * Weights {@code [R, 2, 3]}: run r has 100 · r + 0, 1, … 5 and the step as its bias.
   *
   * @param ended the step that each run ended at, −1 while it trains
   */
  public static byte[] of(long step, long... ended) {
    int runs = ended.length;
    String header =
        """
        {"training.step":{"dtype":"I64","shape":[1],"data_offsets":[%d,%d]},
         "output.weight":{"dtype":"F32","shape":[%d,2,3],"data_offsets":[0,%d]},
         "output.bias":{"dtype":"F32","shape":[%d,1],"data_offsets":[%d,%d]},
         "moment.0.output.bias":{"dtype":"F32","shape":[%d,1],"data_offsets":[%d,%d]},
         "best.output.bias":{"dtype":"F32","shape":[%d,1],"data_offsets":[%d,%d]},
         "training.bestSteps":{"dtype":"I64","shape":[%d],"data_offsets":[%d,%d]},
         "training.ended":{"dtype":"I64","shape":[%d],"data_offsets":[%d,%d]}}
        """
            .formatted(
                40 * runs,
                40 * runs + 8,
                runs,
                24 * runs,
                runs,
                24 * runs,
                28 * runs,
                runs,
                28 * runs,
                32 * runs,
                runs,
                28 * runs,
                32 * runs,
                runs,
                32 * runs,
                40 * runs,
                runs,
                32 * runs,
                40 * runs);
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length + 40 * runs + 8);
    file.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
    for (int i = 0; i < 6 * runs; i++) {
      file.putFloat(100 * (i / 6) + i % 6);
    }
    for (int i = 0; i < 2 * runs; i++) {
      file.putFloat(step);
    }
    for (long one : ended) {
      file.putLong(one);
    }
    return file.putLong(step).array();
  }
}
