package org.normlab.norm.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.normlab.norm.KalmanBase;

class GroupsTest {
  private static int usual(int channels, Axes axes) {
    Site site = new Site("s", channels, axes).withPositions(axes == Axes.IMAGE ? 9 : 1);
    return Groups.of(null, site);
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE,3,1", "IMAGE,8,2", "IMAGE,16,4", "IMAGE,32,8", "IMAGE,64,16", "IMAGE,100,25",
    "IMAGE,128,32", "IMAGE,256,32", "IMAGE,2048,32", "IMAGE,7,1", "DENSE,1,1", "DENSE,3,1",
    "DENSE,16,8", "DENSE,64,32", "DENSE,256,32", "TOKENS,16,8", "TOKENS,192,32"
  })
  void theDefaultLeavesGroupsOfSeveralChannels(Axes axes, int channels, int groups) {
    assertThat(usual(channels, axes)).isEqualTo(groups);
  }

  @ParameterizedTest
  @EnumSource(names = {"IMAGE", "DENSE", "TOKENS"})
  void theDefaultIsTheLargestThatIsAllowed(Axes axes) {
    int least = axes == Axes.IMAGE ? 4 : 2;
    for (int channels = least; channels < 300; channels++) {
      int c = channels;
      int largest =
          IntStream.rangeClosed(1, 32)
              .filter(d -> c % d == 0 && c / d >= least)
              .max()
              .orElseThrow();
      assertThat(usual(channels, axes)).as("%d channels", channels).isEqualTo(largest);
    }
  }

  @Test
  void kalmanOverGroupsHasTheSameGroups() {
    Site site = new Site("s", 16, Axes.IMAGE).withPositions(9);
    assertThat(KalmanBase.OVER_GROUPS.length(site)).isEqualTo(4);
  }
}
