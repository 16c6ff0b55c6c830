package org.normlab.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final int PLACES = 2;
  private static final int ROWS = 5;
  private static final int STEPS = 2;

  private static Dqn agent() {
    return new Dqn(
        0.5,
        ROWS * PLACES,
        4,
        1,
        1,
        1,
        Loss.HUBER,
        false,
        false,
        STEPS,
        null,
        null,
        null,
        new Exploration(1, 1, 0));
  }

  /** Rewards are numbers of rows; episodes are cut at every third row. */
  private static void row(Ring ring, long row, Map<Integer, Long> rowOf) {
    ring.begin();
    rowOf.put(ring.seen(0, 0), row);
    ring.record(0, 0, 0, row, false, row % 3 == 2);
    ring.record(0, 1, 1, row, false, false);
  }

  @Test
  void windowsAreSummedWhenTheyAreComplete() {
    Ring ring = new Ring(1, PLACES, agent(), 3);
    for (long row = 0; row < 4 * ROWS; row++) {
      row(ring, row, new TreeMap<>());
      assertThat(ring.completes()).isEqualTo(row >= STEPS - 1);
      if (row < STEPS - 1) {
        continue;
      }
      long start = row - 1;
      Ring.Window free = ring.completed(0, 1);
      assertThat(free.slot()).isEqualTo((int) (start % ROWS) * PLACES + 1);
      assertThat(free.returned()).isEqualTo(start + 0.5 * row);
      assertThat(free.factor()).isEqualTo(0.25);
      assertThat(free.following()).isEqualTo((int) ((start + 2) % ROWS) * PLACES + 1);
      assertThat(free.action()).isEqualTo(1);
      Ring.Window cut = ring.completed(0, 0);
      boolean atOnce = start % 3 == 2;
      assertThat(cut.returned()).isEqualTo(atOnce ? start : start + 0.5 * row);
      assertThat(cut.factor()).isEqualTo(atOnce ? 0.5 : 0.25);
      boolean behind = atOnce || row % 3 == 2;
      assertThat(cut.following() >= ROWS * PLACES).isEqualTo(behind);
    }
  }

  @Test
  void onlyWholeTransitionsAreDrawn() {
    Ring ring = new Ring(1, PLACES, agent(), 3);
    Map<Integer, Long> rowOf = new TreeMap<>();
    for (long row = 0; row < 3 * ROWS; row++) {
      row(ring, row, rowOf);
      long oldest = Math.max(0, row - ROWS + 1);
      assertThat(ring.drawable()).isEqualTo((int) Math.max(0, row - STEPS - oldest + 1) * PLACES);
      if (ring.drawable() > 0) {
        long[] drawn = new long[400];
        ring.draw(new long[] {7}, row, drawn.length, drawn, 0);
        TreeSet<Long> rows = new TreeSet<>();
        for (long slot : drawn) {
          rows.add(rowOf.get((int) slot / PLACES * PLACES));
        }
        assertThat(rows.first()).isEqualTo(oldest);
        assertThat(rows.last()).isEqualTo(row - STEPS);
      }
    }
  }

  @Test
  void aRestoredRingDrawsAndSumsTheSame() {
    Ring ring = new Ring(1, PLACES, agent(), 3);
    for (long row = 0; row < 13; row++) {
      row(ring, row, new TreeMap<>());
    }
    Ring other = new Ring(1, PLACES, agent(), 3);
    other.restore(ring.save());
    assertThat(other.completed(0, 0)).isEqualTo(ring.completed(0, 0));
    assertThat(other.save()).isEqualTo(ring.save());
  }
}
