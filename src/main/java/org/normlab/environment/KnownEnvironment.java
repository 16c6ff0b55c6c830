package org.normlab.environment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.normlab.environment.game.Acrobot;
import org.normlab.environment.game.Asterix;
import org.normlab.environment.game.Breakout;
import org.normlab.environment.game.CartPole;
import org.normlab.environment.game.Freeway;
import org.normlab.environment.game.Game;
import org.normlab.environment.game.MountainCar;
import org.normlab.environment.game.Seaquest;
import org.normlab.environment.game.SpaceInvaders;

/**
 * An environment that there is, by the word that a job gives.
 *
 * @param title its name for people
 * @param summary a sentence about it
 * @param observed names of the channels, or of the numbers, of an observation
 * @param actions names of all actions
 * @param minimalActions numbers of those actions that mean something
 * @param limit steps after which an episode is truncated by default; 0 for none
 * @param isGrid whether it is a game of MinAtar, whose observations are channels of 10 × 10 bits
 * @param ramps whether it gets harder while it is played, unless {@code ramping} is off
 * @param episodeReturn what its return is, and which returns are known
 */
public record KnownEnvironment(
    String word,
    String title,
    String summary,
    List<String> observed,
    List<String> actions,
    List<Integer> minimalActions,
    int limit,
    boolean isGrid,
    boolean ramps,
    EpisodeReturn episodeReturn,
    Maker maker) {
  private static final List<String> GRID_ACTIONS =
      List.of("none", "left", "up", "right", "down", "fire");

  /** Cells of a side of MinAtar's field. */
  private static final int SIDE = 10;

  /** The probability of a repeat that MinAtar has by default. */
  private static final double GRID_STICKY = 0.1;

  public static final KnownEnvironment CARTPOLE =
      control(
          "cartpole",
          "CartPole",
          "A cart is pushed to balance a pole: CartPole-v1 of Gymnasium.",
          List.of("position", "velocity", "angle", "angular velocity"),
          List.of("left", "right"),
          500,
          EpisodeReturn.CARTPOLE,
          (places, sticky, ramping) -> new CartPole(places, sticky));

  public static final KnownEnvironment ACROBOT =
      control(
          "acrobot",
          "Acrobot",
          "Torque at a joint swings two links up: Acrobot-v1 of Gymnasium.",
          List.of("cos 1", "sin 1", "cos 2", "sin 2", "angular velocity 1", "angular velocity 2"),
          List.of("torque -1", "no torque", "torque +1"),
          500,
          EpisodeReturn.ACROBOT,
          (places, sticky, ramping) -> new Acrobot(places, sticky));

  public static final KnownEnvironment MOUNTAIN_CAR =
      control(
          "mountain-car",
          "Mountain Car",
          "A weak car swings up a hill: MountainCar-v0 of Gymnasium.",
          List.of("position", "velocity"),
          List.of("push left", "no push", "push right"),
          200,
          EpisodeReturn.MOUNTAIN_CAR,
          (places, sticky, ramping) -> new MountainCar(places, sticky));

  public static final KnownEnvironment ASTERIX =
      minatar(
          "minatar/asterix",
          "Asterix",
          "A player collects gold and avoids enemies: Asterix of MinAtar.",
          List.of("player", "enemy", "trail", "gold"),
          List.of(0, 1, 2, 3, 4),
          true,
          EpisodeReturn.ASTERIX,
          Asterix::new);

  public static final KnownEnvironment BREAKOUT =
      minatar(
          "minatar/breakout",
          "Breakout",
          "A paddle keeps a ball in the field, which breaks bricks: Breakout of MinAtar.",
          List.of("paddle", "ball", "trail", "brick"),
          List.of(0, 1, 3),
          false,
          EpisodeReturn.BREAKOUT,
          (places, sticky, ramping) -> new Breakout(places, sticky));

  public static final KnownEnvironment FREEWAY =
      minatar(
          "minatar/freeway",
          "Freeway",
          "A chicken crosses eight lanes of cars: Freeway of MinAtar.",
          List.of("chicken", "car", "speed 1", "speed 2", "speed 3", "speed 4", "speed 5"),
          List.of(0, 2, 4),
          false,
          EpisodeReturn.FREEWAY,
          (places, sticky, ramping) -> new Freeway(places, sticky));

  public static final KnownEnvironment SEAQUEST =
      minatar(
          "minatar/seaquest",
          "Seaquest",
          "A submarine shoots, collects divers and surfaces for air: Seaquest of MinAtar.",
          List.of(
              "submarine front",
              "submarine back",
              "own bullet",
              "trail",
              "enemy bullet",
              "fish",
              "enemy submarine",
              "oxygen",
              "divers on board",
              "diver"),
          List.of(0, 1, 2, 3, 4, 5),
          true,
          EpisodeReturn.SEAQUEST,
          Seaquest::new);

  public static final KnownEnvironment SPACE_INVADERS =
      minatar(
          "minatar/space-invaders",
          "Space Invaders",
          "A cannon shoots at aliens that come down: Space Invaders of MinAtar.",
          List.of("cannon", "alien", "alien left", "alien right", "own bullet", "enemy bullet"),
          List.of(0, 1, 3, 5),
          true,
          EpisodeReturn.SPACE_INVADERS,
          SpaceInvaders::new);

  /** All environments, in the order in which they are listed. */
  public static final List<KnownEnvironment> ALL =
      List.of(
          CARTPOLE, ACROBOT, MOUNTAIN_CAR, ASTERIX, BREAKOUT, FREEWAY, SEAQUEST, SPACE_INVADERS);

  /** Creates a game. */
  public interface Maker {
    /** Creates a game with a number of places; see {@link #game}. */
    Game make(int places, double sticky, boolean ramping);
  }

  private static KnownEnvironment control(
      String word,
      String title,
      String summary,
      List<String> observed,
      List<String> actions,
      int limit,
      EpisodeReturn episodeReturn,
      Maker maker) {
    List<Integer> all = IntStream.range(0, actions.size()).boxed().toList();
    return new KnownEnvironment(
        word, title, summary, observed, actions, all, limit, false, false, episodeReturn, maker);
  }

  private static KnownEnvironment minatar(
      String word,
      String title,
      String summary,
      List<String> observed,
      List<Integer> minimal,
      boolean ramps,
      EpisodeReturn episodeReturn,
      Maker maker) {
    return new KnownEnvironment(
        word,
        title,
        summary,
        observed,
        GRID_ACTIONS,
        minimal,
        0,
        true,
        ramps,
        episodeReturn,
        maker);
  }

  /** Returns the environment that a word names. */
  public static Optional<KnownEnvironment> of(String word) {
    return ALL.stream().filter(one -> one.word.equals(word)).findFirst();
  }

  /** Returns the words of all environments. */
  public static List<String> words() {
    return ALL.stream().map(KnownEnvironment::word).toList();
  }

  /** Returns after how many steps an episode is truncated by default, if it is. */
  public OptionalInt stepLimit() {
    return limit > 0 ? OptionalInt.of(limit) : OptionalInt.empty();
  }

  /** Returns the mean return of uniformly random play. */
  public double randomReturn() {
    return episodeReturn.random();
  }

  /** Returns the mean return of a trained agent that others published. */
  public double referenceReturn() {
    return episodeReturn.reference();
  }

  /** Returns the names of those actions that mean something. */
  public List<String> minimalNames() {
    return minimalActions.stream().map(actions::get).toList();
  }

  /** Returns the shape of an observation, with so many channels or numbers. */
  public List<Integer> shape(int channels) {
    return isGrid ? List.of(channels, SIDE, SIDE) : List.of(channels);
  }

  /** Returns the probability by default with which an action is repeated. */
  public double sticky() {
    return isGrid ? GRID_STICKY : 0;
  }

  /**
   * Creates a game of it.
   *
   * @param sticky probability that the action of the step before is executed again
   */
  public Game game(int places, double sticky, boolean ramping) {
    return maker.make(places, sticky, ramping);
  }
}
