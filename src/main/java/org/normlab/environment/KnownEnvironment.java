package org.normlab.environment;

import java.util.Arrays;
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

/** The environments that there are, by the word that a job gives. */
public enum KnownEnvironment {
  CARTPOLE(
      "cartpole",
      "A cart is pushed to balance a pole: CartPole-v1 of Gymnasium.",
      List.of("position", "velocity", "angle", "angular velocity"),
      List.of("left", "right"),
      500,
      (places, sticky, ramping) -> new CartPole(places, sticky)),
  ACROBOT(
      "acrobot",
      "Torque at a joint swings two links up: Acrobot-v1 of Gymnasium.",
      List.of("cos 1", "sin 1", "cos 2", "sin 2", "angular velocity 1", "angular velocity 2"),
      List.of("torque -1", "no torque", "torque +1"),
      500,
      (places, sticky, ramping) -> new Acrobot(places, sticky)),
  MOUNTAIN_CAR(
      "mountain-car",
      "A weak car swings up a hill: MountainCar-v0 of Gymnasium.",
      List.of("position", "velocity"),
      List.of("push left", "no push", "push right"),
      200,
      (places, sticky, ramping) -> new MountainCar(places, sticky)),
  ASTERIX(
      "minatar/asterix",
      "A player collects gold and avoids enemies: Asterix of MinAtar.",
      List.of("player", "enemy", "trail", "gold"),
      new Grid(List.of(0, 1, 2, 3, 4), true),
      Asterix::new),
  BREAKOUT(
      "minatar/breakout",
      "A paddle keeps a ball in the field, which breaks bricks: Breakout of MinAtar.",
      List.of("paddle", "ball", "trail", "brick"),
      new Grid(List.of(0, 1, 3), false),
      (places, sticky, ramping) -> new Breakout(places, sticky)),
  FREEWAY(
      "minatar/freeway",
      "A chicken crosses eight lanes of cars: Freeway of MinAtar.",
      List.of("chicken", "car", "speed 1", "speed 2", "speed 3", "speed 4", "speed 5"),
      new Grid(List.of(0, 2, 4), false),
      (places, sticky, ramping) -> new Freeway(places, sticky)),
  SEAQUEST(
      "minatar/seaquest",
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
      new Grid(List.of(0, 1, 2, 3, 4, 5), true),
      Seaquest::new),
  SPACE_INVADERS(
      "minatar/space-invaders",
      "A cannon shoots at aliens that come down: Space Invaders of MinAtar.",
      List.of("cannon", "alien", "alien left", "alien right", "own bullet", "enemy bullet"),
      new Grid(List.of(0, 1, 3, 5), true),
      SpaceInvaders::new);

  private static final List<String> GRID_ACTIONS =
      List.of("none", "left", "up", "right", "down", "fire");

  /** The probability of a repeat that MinAtar has by default. */
  private static final double GRID_STICKY = 0.1;

  private final String word;
  private final String summary;
  private final List<String> observed;
  private final List<Integer> minimal;
  private final List<String> actionNames;
  private final int limit;
  private final boolean grid;
  private final boolean ramps;
  private final Maker maker;

  /** Says in what games of MinAtar differ: actions with a meaning, and whether they get harder. */
  private record Grid(List<Integer> minimal, boolean ramps) {}

  /** Creates a game. */
  private interface Maker {
    Game make(int places, double sticky, boolean ramping);
  }

  KnownEnvironment(
      String word,
      String summary,
      List<String> observed,
      List<String> actionNames,
      int limit,
      Maker maker) {
    this.word = word;
    this.summary = summary;
    this.observed = observed;
    this.actionNames = actionNames;
    this.minimal = IntStream.range(0, actionNames.size()).boxed().toList();
    this.limit = limit;
    this.maker = maker;
    grid = false;
    ramps = false;
  }

  KnownEnvironment(String word, String summary, List<String> observed, Grid grid, Maker maker) {
    this.word = word;
    this.summary = summary;
    this.observed = observed;
    this.actionNames = List.of();
    this.minimal = grid.minimal();
    this.limit = 0;
    this.maker = maker;
    this.grid = true;
    ramps = grid.ramps();
  }

  /** Returns the environment that a word names. */
  public static Optional<KnownEnvironment> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  /** Returns the words of all environments. */
  public static List<String> words() {
    return Arrays.stream(values()).map(KnownEnvironment::word).toList();
  }

  public String word() {
    return word;
  }

  /** Returns a sentence about it. */
  public String summary() {
    return summary;
  }

  /** Returns the names of the channels, or of the numbers, of an observation. */
  public List<String> observed() {
    return observed;
  }

  /** Returns the names of all actions. */
  public List<String> actions() {
    return grid ? GRID_ACTIONS : actionNames;
  }

  /** Returns the numbers of those actions that mean something. */
  public List<Integer> minimalActions() {
    return minimal;
  }

  /** Returns after how many steps an episode is truncated by default, if it is. */
  public OptionalInt stepLimit() {
    return limit > 0 ? OptionalInt.of(limit) : OptionalInt.empty();
  }

  /** Returns the probability by default with which an action is repeated. */
  public double sticky() {
    return grid ? GRID_STICKY : 0;
  }

  /** Tells whether it is a game of MinAtar, whose observations are channels of 10 × 10 bits. */
  public boolean isGrid() {
    return grid;
  }

  /** Tells whether it gets harder while it is played, unless {@code ramping} is off. */
  public boolean ramps() {
    return ramps;
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
