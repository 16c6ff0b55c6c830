package org.normlab.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.data.DataSet;
import org.normlab.data.file.DataHome;
import org.normlab.torch.Torch;
import org.normlab.train.Small;
import org.normlab.train.SupervisedSpec;
import org.normlab.train.TrainingContext;
import org.normlab.train.device.DeviceData;

/** Real steps, by a clock that goes on by itself, slowly at first. */
class StepTimesTest {
  @TempDir private Path folder;

  private Widths.Choice fastest(String network, int slowReadings, double steps) {
    AtomicLong now = new AtomicLong();
    AtomicInteger readings = new AtomicInteger();
    LongSupplier clock =
        () -> now.addAndGet(readings.incrementAndGet() <= slowReadings ? 1_000_000_000 : 1_000_000);
    SupervisedSpec spec =
        Small.spec(network, "{\"type\":\"batch\"}", "\"batchSize\":16,\"seeds\":[0,1,2,3]");
    DataSet set = Small.noiseFor(network);
    DataHome data = new DataHome(folder, false);
    Duration never = Duration.ofDays(1);
    TrainingContext place =
        new TrainingContext(data, folder, 1, List.of(), null, null, 1, "cpu", never, clock);
    try (Torch torch = Torch.open("cpu", 1)) {
      return new StepTimes(spec, place, DeviceData.of(set, torch), torch).fastest(steps);
    }
  }

  /** All runs are timed first, in a look and then properly: within 14 readings. */
  @ParameterizedTest
  @CsvSource({"0, 4", "14, 2"})
  void theFastestWidthIsFound(int slowReadings, int width) {
    assertThat(fastest(Small.MLP, slowReadings, 1e9)).isEqualTo(new Widths.Choice(width, true));
  }

  @Test
  void convolutionsOfAShortTrainingAreNotFused() {
    assertThat(fastest(Small.CONVNET, 0, 10)).isEqualTo(new Widths.Choice(1, false));
    assertThat(fastest(Small.MLP, 0, 10)).isEqualTo(new Widths.Choice(4, false));
  }
}
