package org.normlab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.normlab.setting.Problem;

class EnvironmentSpecTest {
  private static EnvironmentSpec spec(EnvironmentSource source, ActionSet actions) {
    return new EnvironmentSpec(source, null, true, actions, null, 1, null, 8);
  }

  private static EnvironmentSequence sequence(String... words) {
    return new EnvironmentSequence(List.of(words), 1, false);
  }

  private static String only(List<Problem> problems, String pointer) {
    assertThat(problems).extracting(Problem::pointer).containsExactly(pointer);
    return problems.getFirst().detail();
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    NamedEnvironment typo = new NamedEnvironment("minatar/brekout");
    assertThat(only(typo.problems(), "/name"))
        .isEqualTo(
            "there is no environment \"minatar/brekout\"; allowed are cartpole, acrobot,"
                + " mountain-car, minatar/asterix, minatar/breakout, minatar/freeway,"
                + " minatar/seaquest and minatar/space-invaders; did you mean"
                + " \"minatar/breakout\"?");
    assertThat(spec(typo, ActionSet.FULL).problems()).isEmpty();
    assertThat(only(sequence("minatar/asterix", "acrobat").problems(), "/sequence/1"))
        .contains("\"acrobat\"", "did you mean \"acrobot\"?");
  }

  @Test
  void minimalActionsOfASequenceMustBeTheSame() {
    EnvironmentSequence different = sequence("minatar/breakout", "minatar/freeway");
    assertThat(different.problems()).isEmpty();
    assertThat(only(spec(different, ActionSet.MINIMAL).problems(), "/actions"))
        .isEqualTo(
            "minimal needs environments with the same actions; received minatar/breakout"
                + " [0, 1, 3] and minatar/freeway [0, 2, 4]");
    assertThat(spec(different, ActionSet.FULL).problems()).isEmpty();
    EnvironmentSequence same = sequence("minatar/breakout", "minatar/breakout");
    assertThat(spec(same, ActionSet.MINIMAL).problems()).isEmpty();
  }

  @Test
  void observationsOfASequenceMustPad() {
    String sentence =
        "observations of classic control cannot be brought to one shape with others; allowed are"
            + " games of MinAtar, or one environment several times; received ";
    assertThat(only(sequence("cartpole", "minatar/breakout").problems(), "/sequence"))
        .isEqualTo(sentence + "cartpole and minatar/breakout");
    assertThat(only(sequence("cartpole", "acrobot").problems(), "/sequence"))
        .isEqualTo(sentence + "acrobot and cartpole");
    assertThat(sequence("cartpole", "cartpole").problems()).isEmpty();
  }

  @Test
  void rampingIsForGamesThatGetHarder() {
    EnvironmentSpec breakout =
        new EnvironmentSpec(
            new NamedEnvironment("minatar/breakout"),
            null,
            false,
            ActionSet.FULL,
            null,
            1,
            null,
            8);
    assertThat(only(breakout.problems(), "/ramping"))
        .contains("ramping has no effect here", "received false");
    EnvironmentSpec mixed =
        new EnvironmentSpec(
            sequence("minatar/breakout", "minatar/asterix"),
            null,
            false,
            ActionSet.FULL,
            null,
            1,
            null,
            8);
    assertThat(mixed.problems()).isEmpty();
  }

  @Test
  void aSequenceIsPlayedInCyclesWithTheChannelsOfItsLargest() {
    EnvironmentSequence twice =
        new EnvironmentSequence(List.of("minatar/breakout", "minatar/seaquest"), 2, false);
    List<GameSettings> visits = spec(twice, ActionSet.FULL).visits();
    assertThat(visits)
        .extracting(GameSettings::environment)
        .containsExactly(
            KnownEnvironment.BREAKOUT,
            KnownEnvironment.SEAQUEST,
            KnownEnvironment.BREAKOUT,
            KnownEnvironment.SEAQUEST);
    assertThat(visits).extracting(GameSettings::channels).containsOnly(10);
    assertThat(visits).extracting(GameSettings::sticky).containsOnly(0.1);
    assertThat(visits).extracting(GameSettings::stepLimit).containsOnly(0);
  }

  @Test
  void defaultsAreThoseOfTheEnvironment() {
    EnvironmentSpec cartpole = spec(new NamedEnvironment("cartpole"), ActionSet.FULL);
    assertThat(cartpole.repeats()).isZero();
    assertThat(cartpole.visits())
        .containsExactly(GameSettings.of(KnownEnvironment.CARTPOLE))
        .extracting(GameSettings::stepLimit)
        .containsExactly(500);
  }

  @Test
  void rewardsAreScaledThenClipped() {
    assertThat(rewards(1, null).learned(7)).isEqualTo(7);
    assertThat(rewards(0.5, null).learned(7)).isEqualTo(3.5);
    assertThat(rewards(0.5, 1.0).learned(7)).isEqualTo(1);
    assertThat(rewards(0.5, 1.0).learned(-7)).isEqualTo(-1);
  }

  private static EnvironmentSpec rewards(double scale, @Nullable Double clip) {
    return new EnvironmentSpec(
        new NamedEnvironment("cartpole"), null, true, ActionSet.FULL, null, scale, clip, 8);
  }
}
