package org.normlab.train.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.data.Augment;
import org.normlab.data.DataSet;
import org.normlab.torch.Kernel;
import org.normlab.torch.KernelRun;
import org.normlab.torch.Tensor;
import org.normlab.torch.Torch;
import org.normlab.train.Run;
import org.normlab.train.Small;
import org.normlab.train.device.Batches;
import org.normlab.train.device.DeviceData;

/** Batches of images, gathered on the device, against loops over pixels. */
class GatheringTest {
  private static final int BATCH = 8;
  private static final int CHANNELS = 3;
  private static final int SIDE = 6;
  private static final DataSet SET = Small.images(CHANNELS, SIDE);
  private static final List<Run> RUNS =
      Small.spec(Small.RESNET, "{\"type\":\"batch\"}", "\"seeds\":[4,9]").runs();

  @ParameterizedTest
  @CsvSource({"2, true", "1, false", "0, true"})
  void movesEachImageAsItsRunDrew(int crop, boolean flip) {
    Augment augment = new Augment(crop, flip, false);
    Batches batches = new Batches(SET.train(), BATCH, RUNS, augment);
    long[] rows = batches.index(0, 1, 1);
    long[] shifts = batches.shifts(augment, SET.shape(), 1, 1);
    float[] gathered = gather(rows, shifts);
    int at = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int r = 0; r < 2; r++) {
        int i = b * 2 + r;
        for (int c = 0; c < CHANNELS; c++) {
          for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
              float wanted = pixel((int) rows[i], c, y + shifts[3 * i], column(x, shifts, i));
              assertThat(Math.abs(gathered[at++] - wanted)).isLessThan(1e-5f);
            }
          }
        }
      }
    }
  }

  private static long column(int x, long[] shifts, int i) {
    return (shifts[3 * i + 2] == 1 ? SIDE - 1 - x : x) + shifts[3 * i + 1];
  }

  /** Standardized; black outside. */
  private static float pixel(int row, int c, long y, long x) {
    boolean inside = y >= 0 && y < SIDE && x >= 0 && x < SIDE;
    int place = (int) (((row * SIDE + y) * SIDE + x) * CHANNELS + c);
    int value = inside ? SET.values().get(place) & 0xff : 0;
    return (value / 255f - SET.mean()[c]) / SET.deviation()[c];
  }

  /** Against the formula of bilinear resizing, pixel by pixel. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void resizesTheRectangleOfEachImage(boolean flip) {
    Augment augment = new Augment(0, flip, true);
    Batches batches = new Batches(SET.train(), BATCH, RUNS, augment);
    long[] rows = batches.index(0, 1, 1);
    long[] shifts = batches.shifts(augment, SET.shape(), 1, 1);
    float[] gathered = gather(Gathering.CUT_OUT, 5, rows, shifts);
    int at = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int r = 0; r < 2; r++) {
        int i = b * 2 + r;
        long[] cut = Arrays.copyOfRange(shifts, 5 * i, 5 * i + 5);
        for (int c = 0; c < CHANNELS; c++) {
          for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
              float wanted = resized((int) rows[i], c, y, cut[4] == 1 ? SIDE - 1 - x : x, cut);
              assertThat(Math.abs(gathered[at++] - wanted)).isLessThan(1e-4f);
            }
          }
        }
      }
    }
  }

  private static float resized(int row, int c, int y, int x, long[] cut) {
    double v = Math.clamp((y + 0.5) * cut[2] / SIDE - 0.5, 0, cut[2] - 1.0);
    double u = Math.clamp((x + 0.5) * cut[3] / SIDE - 0.5, 0, cut[3] - 1.0);
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      long below = Math.min((long) v + k / 2, cut[2] - 1);
      long right = Math.min((long) u + k % 2, cut[3] - 1);
      double weight =
          (k / 2 == 0 ? 1 - (v - (long) v) : v - (long) v)
              * (k % 2 == 0 ? 1 - (u - (long) u) : u - (long) u);
      sum += weight * pixel(row, c, cut[0] + below, cut[1] + right);
    }
    return (float) sum;
  }

  /** The whole image, and the first quarter of it doubled: 3/4 and 1/4 of neighbours. */
  @Test
  void leavesTheWholeImageAloneAndDoublesAQuarter() {
    float[] whole = gather(Gathering.CUT_OUT, 5, new long[] {3, 4}, cuts(0, 0, SIDE, SIDE));
    float[] part = gather(Gathering.CUT_OUT, 5, new long[] {3, 4}, cuts(0, 0, 3, 3));
    for (int i = 0; i < SIDE * SIDE; i++) {
      assertThat(whole[i]).isCloseTo(pixel(3, 0, i / SIDE, i % SIDE), within(1e-5f));
    }
    float between = 0.75f * pixel(3, 0, 0, 0) + 0.25f * pixel(3, 0, 0, 1);
    assertThat(part[0]).isCloseTo(pixel(3, 0, 0, 0), within(1e-5f));
    assertThat(part[1]).isCloseTo(between, within(1e-5f));
    assertThat(part[SIDE - 1]).isCloseTo(pixel(3, 0, 0, 2), within(1e-5f));
  }

  private static long[] cuts(long... cut) {
    return new long[] {cut[0], cut[1], cut[2], cut[3], 0, cut[0], cut[1], cut[2], cut[3], 0};
  }

  /** Area from 8 % and sides from 3:4 to 4:3, but for rounding; all of it inside. */
  @Test
  void cutsOutRectanglesOfManyAreasWithinTheirBounds() {
    Augment augment = new Augment(0, false, true);
    List<Integer> shape = List.of(3, 200, 200);
    long[] shifts = new Batches(SET.train(), BATCH, RUNS, augment).shifts(augment, shape, 0, 40);
    double least = 1;
    double mean = 0;
    for (int i = 0; i < shifts.length; i += 5) {
      double area = shifts[i + 2] * shifts[i + 3] / 40_000.0;
      double aspect = (double) shifts[i + 3] / shifts[i + 2];
      assertThat(aspect).isBetween(0.74, 1.35);
      assertThat(shifts[i]).isBetween(0L, 200 - shifts[i + 2]);
      assertThat(shifts[i + 1]).isBetween(0L, 200 - shifts[i + 3]);
      least = Math.min(least, area);
      mean += area * 5 / shifts.length;
    }
    assertThat(least).isBetween(0.079, 0.12);
    assertThat(mean).isBetween(0.45, 0.57);
  }

  private static float[] gather(long[] rows, long[] shifts) {
    return gather(Gathering.AUGMENTED, 3, rows, shifts);
  }

  private static float[] gather(Kernel kernel, int numbers, long[] rows, long[] shifts) {
    List<Tensor> data;
    try (Torch torch = Torch.open("cpu", 1)) {
      data = Tensor.of(DeviceData.of(SET, torch).values());
    }
    return KernelRun.of(kernel)
        .with(data, Tensor.longs(rows, rows.length), Tensor.longs(shifts, rows.length, numbers), 2)
        .result()
        .toFloats();
  }

  @ParameterizedTest
  @CsvSource({"4, true", "2, false"})
  void drawsWithinTheBoundsAndForEachRunItsOwn(int crop, boolean flip) {
    Augment augment = new Augment(crop, flip, false);
    long[] shifts =
        new Batches(SET.train(), BATCH, RUNS, augment).shifts(augment, SET.shape(), 0, 40);
    long[] alone =
        new Batches(SET.train(), BATCH, RUNS.subList(1, 2), augment)
            .shifts(augment, SET.shape(), 0, 40);
    int[][] seen = new int[2][2 * crop + 1];
    int mirrored = 0;
    for (int i = 0; i < 40 * BATCH; i++) {
      for (int k = 0; k < 3; k++) {
        assertThat(shifts[(2 * i + 1) * 3 + k]).isEqualTo(alone[3 * i + k]);
      }
      seen[0][(int) alone[3 * i] + crop]++;
      seen[1][(int) alone[3 * i + 1] + crop]++;
      mirrored += (int) alone[3 * i + 2];
    }
    assertThat(seen[0]).doesNotContain(0);
    assertThat(seen[1]).doesNotContain(0);
    assertThat(mirrored / (40.0 * BATCH)).isBetween(flip ? 0.4 : 0, flip ? 0.6 : 0);
  }
}
