package org.normlab.environment.game;

import java.util.Arrays;

/**
 * Acrobot (Sutton 1996; v1 of Gymnasium): torque at the joint of two links must swing the tip above
 * a height. State: both angles in rad and their velocities in rad/s; observation: cosine and sine
 * of each angle, and the velocities. Each step gives −1, the one that reaches the height 0.
 */
public final class Acrobot extends ControlGame {
  private static final int STATE = 4;
  private static final int NUMBERS = 6;
  private static final double GRAVITY = 9.8;
  private static final double SECONDS = 0.2;
  private static final double FASTEST_1 = 4 * Math.PI;
  private static final double FASTEST_2 = 9 * Math.PI;
  private static final double START = 0.1;
  private static final float SCALE = 5;

  final double[] state = doubles(STATE);

  /** Cosine and sine of both angles, for the angles in {@link #circled}. */
  private final double[] circle;

  private final double[] circled;
  private final double[] at = new double[STATE];
  private final double[] slope = new double[STATE];
  private final double[] sum = new double[STATE];

  public Acrobot(int places, double sticky) {
    super(places, sticky);
    circle = new double[places * STATE];
    circled = new double[places * 2];
    Arrays.fill(circled, Double.NaN);
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
    for (int k = i * STATE; k < (i + 1) * STATE; k++) {
      state[k] = (float) draws.uniform(Draw.START, -START, START);
    }
  }

  @Override
  int advance(int i, int action, Draws draws) {
    int s = i * STATE;
    rungeKutta(i, action - 1);
    state[s] = wrapped(state[s]);
    state[s + 1] = wrapped(state[s + 1]);
    state[s + 2] = Math.clamp(state[s + 2], -FASTEST_1, FASTEST_1);
    state[s + 3] = Math.clamp(state[s + 3], -FASTEST_2, FASTEST_2);
    circle(i);
    double cosOfBoth = circle[s] * circle[s + 2] - circle[s + 1] * circle[s + 3];
    if (-circle[s] - cosOfBoth > 1) {
      end(i);
      return 0;
    }
    return -1;
  }

  /**
   * Computes cosine and sine of the angles that have changed: the observation, the height and the
   * next step need the same ones, and they take most of the time.
   */
  private void circle(int i) {
    for (int k = 0; k < 2; k++) {
      double angle = state[i * STATE + k];
      if (angle != circled[2 * i + k]) {
        circled[2 * i + k] = angle;
        circle[i * STATE + 2 * k] = Math.cos(angle);
        circle[i * STATE + 2 * k + 1] = Math.sin(angle);
      }
    }
  }

  /** One step of the classical method of fourth order. */
  private void rungeKutta(int i, int torque) {
    int s = i * STATE;
    circle(i);
    System.arraycopy(state, s, at, 0, STATE);
    double sinOfBoth = circle[s + 1] * circle[s + 2] + circle[s] * circle[s + 3];
    slopes(torque, circle[s + 1], circle[s + 3], circle[s + 2], sinOfBoth);
    System.arraycopy(slope, 0, sum, 0, STATE);
    for (int stage = 1; stage <= 3; stage++) {
      double ahead = stage == 3 ? SECONDS : SECONDS / 2;
      for (int k = 0; k < STATE; k++) {
        at[k] = state[s + k] + ahead * slope[k];
      }
      slopes(torque, Math.sin(at[0]), Math.sin(at[1]), Math.cos(at[1]), Math.sin(at[0] + at[1]));
      for (int k = 0; k < STATE; k++) {
        sum[k] += stage == 3 ? slope[k] : 2 * slope[k];
      }
    }
    for (int k = 0; k < STATE; k++) {
      state[s + k] += SECONDS / 6 * sum[k];
    }
  }

  /** Writes the time derivatives of {@code at} to {@code slope}. */
  private void slopes(int torque, double sin1, double sin2, double cos2, double sinOfBoth) {
    double omega1 = at[2];
    double omega2 = at[3];
    double d1 = 3.5 + cos2;
    double d2 = 1.25 + cos2 / 2;
    double phi2 = GRAVITY / 2 * sinOfBoth;
    double phi1 =
        -omega2 * omega2 * sin2 / 2 - omega2 * omega1 * sin2 + 1.5 * GRAVITY * sin1 + phi2;
    double turn2 =
        (torque + phi1 * d2 / d1 - omega1 * omega1 * sin2 / 2 - phi2) / (1.25 - d2 * d2 / d1);
    slope[0] = omega1;
    slope[1] = omega2;
    slope[2] = -(d2 * turn2 + phi1) / d1;
    slope[3] = turn2;
  }

  /** Brings an angle into [−π, π] by whole turns. */
  private static double wrapped(double angle) {
    double wrapped = angle;
    while (wrapped > Math.PI) {
      wrapped -= 2 * Math.PI;
    }
    while (wrapped < -Math.PI) {
      wrapped += 2 * Math.PI;
    }
    return wrapped;
  }

  @Override
  public void observe(int i, float[] to, int offset) {
    circle(i);
    for (int k = 0; k < STATE; k++) {
      to[offset + k] = (float) circle[i * STATE + k];
    }
    for (int k = 0; k < 2; k++) {
      to[offset + 4 + k] = (float) state[i * STATE + 2 + k];
    }
  }

  @Override
  public void scale(float[] observation, int offset) {
    observation[offset + 4] /= SCALE;
    observation[offset + 5] /= SCALE;
  }
}
