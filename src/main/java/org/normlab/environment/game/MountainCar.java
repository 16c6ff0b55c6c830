package org.normlab.environment.game;

/**
 * MountainCar (Moore 1990; v0 of Gymnasium): a weak car must swing up a hill. State and
 * observation: position and velocity. Each step gives −1.
 */
public final class MountainCar extends ControlGame {
  private static final int NUMBERS = 2;
  private static final double LEFTMOST = -1.2;
  private static final double RIGHTMOST = 0.6;
  private static final double GOAL = 0.5;
  private static final double FASTEST = 0.07;
  private static final double PUSH = 0.001;
  private static final double SLOPE = 0.0025;

  final double[] state = doubles(NUMBERS);

  public MountainCar(int places, double sticky) {
    super(places, sticky);
  }

  @Override
  public int actions() {
    return 3;
  }

  @Override
  public int numbers() {
    return NUMBERS;
  }

  @Override
  void start(int i, Draws draws) {
    state[i * NUMBERS] = draws.uniform(Draw.START, -0.6, -0.4);
    state[i * NUMBERS + 1] = 0;
  }

  @Override
  int advance(int i, int action, Draws draws) {
    int s = i * NUMBERS;
    double velocity = state[s + 1] + PUSH * (action - 1) - SLOPE * Math.cos(3 * state[s]);
    velocity = Math.clamp(velocity, -FASTEST, FASTEST);
    double position = Math.clamp(state[s] + velocity, LEFTMOST, RIGHTMOST);
    if (position == LEFTMOST && velocity < 0) {
      velocity = 0;
    }
    state[s] = position;
    state[s + 1] = velocity;
    if (position >= GOAL && velocity >= 0) {
      end(i);
    }
    return -1;
  }

  @Override
  public void observe(int i, float[] to, int offset) {
    to[offset] = (float) state[i * NUMBERS];
    to[offset + 1] = (float) state[i * NUMBERS + 1];
  }

  @Override
  public void scale(float[] observation, int offset) {
    double centre = (LEFTMOST + RIGHTMOST) / 2;
    observation[offset] = (float) ((observation[offset] - centre) / (RIGHTMOST - centre));
    observation[offset + 1] /= (float) FASTEST;
  }
}
