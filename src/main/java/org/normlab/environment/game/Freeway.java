package org.normlab.environment.game;

/**
 * Freeway: a chicken crosses eight lanes of cars. Channels: chicken, car, speed 1 to speed 5.
 * Crossing gives 1; an episode has 2,501 steps. A car of speed v moves every v + 1 steps.
 */
public final class Freeway extends GridGame {
  private static final int CHANNELS = 7;
  private static final int COLUMN = 4;
  private static final int CARS = 8;
  private static final int REST = 3;
  private static final int TIME = 2500;

  /** Speeds 1 to 5 as a set of bits. */
  private static final int SPEEDS = 0b11_1110;

  final int[] chicken = ints(1);
  final int[] rest = ints(1);
  final int[] left = ints(1);
  final int[] carX = ints(CARS);
  final int[] carDx = ints(CARS);
  final int[] speed = ints(CARS);
  final int[] wait = ints(CARS);

  public Freeway(int places, double sticky) {
    super(places, sticky);
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  void start(int i, Draws draws) {
    chicken[i] = LAST;
    rest[i] = REST;
    left[i] = TIME;
    for (int k = i * CARS; k < (i + 1) * CARS; k++) {
      carX[k] = 0;
    }
    drawCars(i, draws);
  }

  private void drawCars(int i, Draws draws) {
    for (int k = i * CARS; k < (i + 1) * CARS; k++) {
      speed[k] = draws.among(Draw.CAR_SPEED, SPEEDS);
      wait[k] = speed[k];
    }
    for (int k = i * CARS; k < (i + 1) * CARS; k++) {
      carDx[k] = draws.chance(Draw.CAR_TO_RIGHT, 0.5) ? 1 : -1;
    }
  }

  @Override
  int advance(int i, int action, Draws draws) {
    // (1) The chicken moves, if it has rested.
    int dy = upOrDown(action);
    if (dy != 0 && rest[i] == 0) {
      chicken[i] = Math.clamp(chicken[i] + dy, 0, LAST);
      rest[i] = REST;
    }
    // (2) It has crossed: other cars, at the same positions.
    int reward = 0;
    if (chicken[i] == 0) {
      reward = 1;
      chicken[i] = LAST;
      drawCars(i, draws);
    }
    // (3) Cars move, from the top.
    for (int row = 1; row <= CARS; row++) {
      drive(i, i * CARS + row - 1, row);
    }
    // (4) Time passes.
    rest[i] = Math.max(0, rest[i] - 1);
    left[i]--;
    if (left[i] < 0) {
      end(i);
    }
    return reward;
  }

  private void drive(int i, int car, int row) {
    hit(i, car, row);
    if (wait[car] == 0) {
      wait[car] = speed[car];
      carX[car] = around(carX[car] + carDx[car]);
      hit(i, car, row);
    } else {
      wait[car]--;
    }
  }

  private void hit(int i, int car, int row) {
    if (carX[car] == COLUMN && chicken[i] == row) {
      chicken[i] = LAST;
    }
  }

  private static int around(int x) {
    return Math.floorMod(x, SIDE);
  }

  @Override
  void show(int i, Planes to) {
    to.set(0, COLUMN, chicken[i]);
    for (int row = 1; row <= CARS; row++) {
      int car = i * CARS + row - 1;
      to.set(1, carX[car], row);
      to.set(1 + speed[car], around(carX[car] - carDx[car]), row);
    }
  }
}
