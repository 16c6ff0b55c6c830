package org.normlab.environment.game;

import java.util.List;

/** The hidden numbers of games in the order in which cases have them. */
final class InnerNumbers {
  private static final int LEFT_UP = 0;
  private static final int RIGHT_UP = 1;
  private static final int RIGHT_DOWN = 2;
  private static final int LEFT_DOWN = 3;
  private static final int FIRST_INTERVAL = 12;

  private InnerNumbers() {}

  static List<Integer> of(GridGame game, int i) {
    return switch (game) {
      case Breakout g -> List.of(direction(g.dx[i], g.dy[i]), g.struck[i]);
      case Freeway g -> List.of(g.rest[i], g.left[i]);
      case Asterix g ->
          List.of(
              g.spawnCounter[i],
              g.spawnInterval[i],
              g.moveCounter[i],
              g.moveInterval[i],
              g.rampCounter[i],
              g.level[i]);
      case Seaquest g ->
          List.of(
              g.oxygen[i],
              g.onBoard[i],
              g.enemyCounter[i],
              g.enemyInterval[i],
              g.diverCounter[i],
              g.pace[i],
              g.gun[i],
              g.surfaced[i],
              g.level[i]);
      case SpaceInvaders g ->
          List.of(
              g.moveCounter[i],
              g.moveInterval[i],
              g.alienGun[i],
              g.gun[i],
              g.direction[i],
              FIRST_INTERVAL - g.moveInterval[i]);
    };
  }

  private static int direction(int dx, int dy) {
    return dy < 0 ? dx < 0 ? LEFT_UP : RIGHT_UP : dx < 0 ? LEFT_DOWN : RIGHT_DOWN;
  }
}
