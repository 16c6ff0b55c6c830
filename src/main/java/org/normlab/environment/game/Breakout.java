package org.normlab.environment.game;

/**
 * Breakout: a paddle keeps a ball in the field, which breaks bricks. Channels: paddle, ball, trail,
 * brick. Each brick gives 1; the episode ends when the ball passes the paddle.
 */
public final class Breakout extends GridGame {
  private static final int CHANNELS = 4;
  private static final int FULL_ROW = (1 << SIDE) - 1;
  private static final int BRICK_ROWS = 3;

  /** Rows 1 to 3, ten bits each. */
  private static final int WALL = (1 << (BRICK_ROWS * SIDE)) - 1;

  final int[] paddle = ints(1);
  final int[] ballX = ints(1);
  final int[] ballY = ints(1);
  final int[] dx = ints(1);
  final int[] dy = ints(1);
  final int[] trailX = ints(1);
  final int[] trailY = ints(1);
  final int[] bricks = ints(1);

  /** 1 where the ball struck a brick in the step before, so that it flies through the next. */
  final int[] struck = ints(1);

  public Breakout(int places, double sticky) {
    super(places, sticky);
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  void start(int i, Draws draws) {
    boolean left = draws.chance(Draw.BALL_FROM_LEFT, 0.5);
    paddle[i] = 4;
    ballX[i] = left ? 0 : LAST;
    ballY[i] = 3;
    dx[i] = left ? 1 : -1;
    dy[i] = 1;
    trailX[i] = ballX[i];
    trailY[i] = ballY[i];
    bricks[i] = WALL;
    struck[i] = 0;
  }

  @Override
  int advance(int i, int action, Draws draws) {
    // (1) The paddle moves.
    paddle[i] = Math.clamp(paddle[i] + sideways(action), 0, LAST);
    // (2) The trail is where the ball is.
    trailX[i] = ballX[i];
    trailY[i] = ballY[i];
    // (3) A side wall turns the ball and keeps its column.
    int x = ballX[i] + dx[i];
    int y = ballY[i] + dy[i];
    if (!inside(x)) {
      x = ballX[i];
      dx[i] = -dx[i];
    }
    // (4) The upper wall, a brick or the lowest row; (5) without a brick the flag is cleared.
    int brick = brickAt(x, y);
    int reward = 0;
    if ((bricks[i] & brick) != 0) {
      if (struck[i] == 0) {
        reward = 1;
        bricks[i] &= ~brick;
        y = ballY[i];
        dy[i] = -dy[i];
      }
      struck[i] = 1;
    } else {
      struck[i] = 0;
      y = y < 0 ? bounceOff(i) : y == LAST ? meetPaddle(i, x) : y;
    }
    ballX[i] = x;
    ballY[i] = y;
    return reward;
  }

  /** The bit of a brick; 0 where no brick can be. */
  private static int brickAt(int x, int y) {
    return y >= 1 && y <= BRICK_ROWS ? 1 << ((y - 1) * SIDE + x) : 0;
  }

  private int bounceOff(int i) {
    dy[i] = -dy[i];
    return 0;
  }

  /** (4) in row 9: fills the wall if it is empty, then returns the row in which the ball stays. */
  private int meetPaddle(int i, int x) {
    if (bricks[i] == 0) {
      bricks[i] = WALL;
    }
    if (ballX[i] == paddle[i]) {
      dy[i] = -dy[i];
      return ballY[i];
    }
    if (x == paddle[i]) {
      dx[i] = -dx[i];
      dy[i] = -dy[i];
      return ballY[i];
    }
    end(i);
    return LAST;
  }

  @Override
  void show(int i, Planes to) {
    to.set(0, paddle[i], LAST);
    to.set(1, ballX[i], ballY[i]);
    to.set(2, trailX[i], trailY[i]);
    for (int row = 0; row < BRICK_ROWS; row++) {
      to.setRow(3, row + 1, bricks[i] >>> (row * SIDE) & FULL_ROW);
    }
  }
}
