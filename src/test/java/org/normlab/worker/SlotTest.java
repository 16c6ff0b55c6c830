package org.normlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normlab.trainer.Devices;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SlotTest {
  private static final long GIB = 1L << 30;

  private static WorkerSettings settings(String... keysAndValues) {
    Map<String, String> values =
        List.of(keysAndValues).stream()
            .map(each -> each.split("="))
            .collect(Collectors.toMap(each -> "normlab.worker." + each[0], each -> each[1]));
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("normlab.worker", WorkerSettings.class);
  }

  /** In a container whose heap is a quarter of the limit, as in the image. */
  private static List<Slot> plan(int cores, long gibibytes, String... keysAndValues) {
    Devices devices = new Devices(cores, gibibytes * GIB, List.of());
    return Slot.plan(settings(keysAndValues), devices, gibibytes * GIB / 4);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 6", "8, 6", "16, 16", "64, 24", "64, 256"})
  void slotsAndTheServiceTogetherFitIntoTheMemory(int cores, long gibibytes) {
    List<Slot> slots = plan(cores, gibibytes);
    long trainers = slots.stream().mapToLong(Slot::memoryBytes).sum();
    assertThat(trainers + gibibytes * GIB / 4).isLessThanOrEqualTo(gibibytes * GIB - GIB / 2);
    assertThat(slots).allMatch(slot -> slot.memoryBytes() >= GIB).hasSizeLessThanOrEqualTo(cores);
  }

  @Test
  void slotsFollowTheCoresThatAreAskedForNotThoseOfTheNode() {
    assertThat(plan(64, 64, "cores=2"))
        .hasSize(2)
        .allSatisfy(slot -> assertThat(slot.threads()).isEqualTo(1));
    assertThat(plan(64, 64, "cores=6", "slots=2"))
        .allSatisfy(slot -> assertThat(slot.threads()).isEqualTo(3));
  }

  @Test
  void slotsOfAGivenMemoryAreAsManyAsFit() {
    assertThat(plan(24, 16, "memory-per-slot=2GB")).hasSize(5);
    assertThat(plan(24, 16, "memory-per-slot=64GB")).hasSize(1);
  }
}
