package org.normlab.environment.game;

/**
 * CartPole (Barto, Sutton and Anderson 1983; v1 of Gymnasium): a cart is pushed left or right to
 * balance a pole. State and observation: position in m, velocity in m/s, angle in rad, angular
 * velocity in rad/s. Each step gives 1.
 */
public final class CartPole extends ControlGame {
  private static final int NUMBERS = 4;
  private static final double GRAVITY = 9.8;
  private static final double POLE_MASS = 0.1;
  private static final double TOTAL_MASS = 1.1;
  private static final double HALF_LENGTH = 0.5;
  private static final double FORCE = 10;
  private static final double SECONDS = 0.02;
  private static final double FARTHEST = 2.4;
  private static final double STEEPEST = 12 * 2 * Math.PI / 360;
  private static final double START = 0.05;
  private static final double[] SCALE = {FARTHEST, 5, Math.PI / 12, 2 * Math.PI};

  final double[] state = doubles(NUMBERS);

  public CartPole(int places, double sticky) {
    super(places, sticky);
  }

  @Override
  public int actions() {
    return 2;
  }

  @Override
  public int numbers() {
    return NUMBERS;
  }

  @Override
  void start(int i, Draws draws) {
    for (int k = i * NUMBERS; k < (i + 1) * NUMBERS; k++) {
      state[k] = draws.uniform(Draw.START, -START, START);
    }
  }

  /** Explicit Euler: positions move by the velocities from before the step. */
  @Override
  int advance(int i, int action, Draws draws) {
    int s = i * NUMBERS;
    double theta = state[s + 2];
    double omega = state[s + 3];
    double sin = Math.sin(theta);
    double cos = Math.cos(theta);
    double force = action == 1 ? FORCE : -FORCE;
    double q = (force + POLE_MASS * HALF_LENGTH * omega * omega * sin) / TOTAL_MASS;
    double turn =
        (GRAVITY * sin - cos * q)
            / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * cos * cos / TOTAL_MASS));
    double push = q - POLE_MASS * HALF_LENGTH * turn * cos / TOTAL_MASS;
    state[s] += SECONDS * state[s + 1];
    state[s + 1] += SECONDS * push;
    state[s + 2] += SECONDS * omega;
    state[s + 3] += SECONDS * turn;
    if (Math.abs(state[s]) > FARTHEST || Math.abs(state[s + 2]) > STEEPEST) {
      end(i);
    }
    return 1;
  }

  @Override
  public void observe(int i, float[] to, int offset) {
    for (int k = 0; k < NUMBERS; k++) {
      to[offset + k] = (float) state[i * NUMBERS + k];
    }
  }

  @Override
  public void scale(float[] observation, int offset) {
    for (int k = 0; k < NUMBERS; k++) {
      observation[offset + k] /= (float) SCALE[k];
    }
  }
}
