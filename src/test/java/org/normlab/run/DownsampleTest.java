package org.normlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normlab.run.Points.Bucket;
import org.normlab.run.Points.Value;

class DownsampleTest {
  private static List<Value> spiky(int n) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      values.add(new Value(10L * i, i == n / 3 ? 1e6 : i == n / 2 ? -1e6 : Math.sin(i)));
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 999, 1000, 5000})
  void keepsExtremesEndsAndOrder(int buckets) {
    List<Value> values = spiky(1000);
    List<Bucket> shown = Points.downsample(values, buckets);
    assertThat(shown).hasSize(Math.min(buckets, 1000));
    assertThat(shown.stream().mapToDouble(Bucket::max).max()).hasValue(1e6);
    assertThat(shown.stream().mapToDouble(Bucket::min).min()).hasValue(-1e6);
    assertThat(shown.getFirst().step()).isZero();
    assertThat(shown.getLast().lastStep()).isEqualTo(9990);
    assertThat(shown.getLast().last()).isEqualTo(values.getLast().value());
    for (int i = 1; i < shown.size(); i++) {
      assertThat(shown.get(i).step()).isGreaterThan(shown.get(i - 1).lastStep());
    }
  }

  @Test
  void nothingGivesNothing() {
    assertThat(Points.downsample(List.of(), 5)).isEmpty();
  }
}
