package org.normlab.environment.game;

/** The thing that a random draw of an environment decides. */
public enum Draw {
  /** True where the action of the step before is executed again. */
  REPEAT,
  /** A number of the state in which an episode of classic control starts. */
  START,
  /** Breakout: true where the ball starts on the left. */
  BALL_FROM_LEFT,
  /** Freeway: the speed of a car, 1 to 5. */
  CAR_SPEED,
  /** Freeway: true where a car goes to the right. */
  CAR_TO_RIGHT,
  /** Asterix: true where an entity comes from the left. */
  ENTITY_FROM_LEFT,
  /** Asterix: true where an entity is gold. */
  ENTITY_IS_GOLD,
  /** Asterix: the row of an entity, among those that are free. */
  ENTITY_ROW,
  /** Seaquest: true where an enemy comes from the left. */
  ENEMY_FROM_LEFT,
  /** Seaquest: true where an enemy is a submarine. */
  ENEMY_IS_SUBMARINE,
  /** Seaquest: the row of an enemy. */
  ENEMY_ROW,
  /** Seaquest: true where a diver comes from the left. */
  DIVER_FROM_LEFT,
  /** Seaquest: the row of a diver. */
  DIVER_ROW
}
