package org.normlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.data.Augment;
import org.normlab.data.DataSet;
import org.normlab.torch.Program;
import org.normlab.torch.Torch;

/** Batches of images, gathered on the device, against loops over pixels. */
class GatheringTest {
  private static final String METHOD =
      """
      def run(self: __torch__.M, data: List[Tensor], rows: Tensor, shifts: Tensor) -> Tensor:
        return __torch__.gather(data, rows, shifts, 2).contiguous()
      """;
  private static final int BATCH = 8;
  private static final int CHANNELS = 3;
  private static final int SIDE = 6;
  private static final DataSet SET = Small.images(CHANNELS, SIDE);
  private static final List<Run> RUNS =
      Small.spec(Small.RESNET, "{\"type\":\"batch\"}", "\"seeds\":[4,9]").runs();

  @ParameterizedTest
  @CsvSource({"2, true", "1, false", "0, true"})
  void movesEachImageAsItsRunDrew(int crop, boolean flip) {
    Augment augment = new Augment(crop, flip);
    Batches batches = new Batches(SET.train(), BATCH, RUNS, augment);
    long[] rows = batches.index(0, 1, 1);
    long[] shifts = batches.shifts(augment, 1, 1);
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

  private static float[] gather(long[] rows, long[] shifts) {
    try (Torch torch = Torch.open("cpu", 1);
        Program program = torch.compile(METHOD, List.of(Gathering.AUGMENTED));
        NDManager scope = torch.scope()) {
      DeviceData data = DeviceData.of(SET, torch);
      Program.Arguments arguments =
          new Program.Arguments()
              .list("data", data.values())
              .tensor(scope.create(rows))
              .tensor(scope.create(shifts, new Shape(rows.length, 3)));
      return program.call(scope, "run", arguments).get(0).toFloatArray();
    }
  }

  @ParameterizedTest
  @CsvSource({"4, true", "2, false"})
  void drawsWithinTheBoundsAndForEachRunItsOwn(int crop, boolean flip) {
    Augment augment = new Augment(crop, flip);
    long[] shifts = new Batches(SET.train(), BATCH, RUNS, augment).shifts(augment, 0, 40);
    long[] alone =
        new Batches(SET.train(), BATCH, RUNS.subList(1, 2), augment).shifts(augment, 0, 40);
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
