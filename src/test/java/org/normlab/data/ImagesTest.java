package org.normlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImagesTest {
  private static final int ROWS = 20;
  private static final int TEST = 10;
  private static final DataSpec SPEC = Specs.split(0, 0.2, null);
  private static final int[] LABELS = IntStream.range(0, ROWS).map(row -> row % 2).toArray();

  /** Images of two channels and two pixels; all rows but the training rows are white. */
  private static DataSet set(int[] first, int[] second) {
    int[] train = Split.of(LABELS, 2, TEST, SPEC).train();
    ByteBuffer bytes = ByteBuffer.allocateDirect(ROWS * 4);
    IntStream.range(0, ROWS * 4).forEach(i -> bytes.put(i, (byte) 255));
    for (int row : train) {
      for (int pixel = 0; pixel < 2; pixel++) {
        bytes.put(row * 4 + pixel * 2, (byte) first[pixel]);
        bytes.put(row * 4 + pixel * 2 + 1, (byte) second[pixel]);
      }
    }
    return new Images(List.of(2, 1, 2), 2, bytes, LABELS, TEST)
        .normalizable("white", SPEC, _ -> {});
  }

  @Test
  void takesMeanAndDeviationOfEachChannelOverTheTrainingRowsAlone() {
    DataSet set = set(new int[] {51, 153}, new int[] {0, 255});
    assertThat(set.mean()).containsExactly(new float[] {.4f, .5f}, within(1e-7f));
    assertThat(set.deviation()).containsExactly(new float[] {.2f, .5f}, within(1e-7f));
    assertThat(set.notes()).isEmpty();
  }

  @Test
  void onlyCentresAConstantChannel() {
    DataSet set = set(new int[] {51, 153}, new int[] {204, 204});
    assertThat(set.mean()[1]).isEqualTo(.8f);
    assertThat(set.deviation()[1]).isEqualTo(1);
    assertThat(set.notes())
        .containsExactly("channel 1 is constant over the training rows; it is only centred");
  }
}
