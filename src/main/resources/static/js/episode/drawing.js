// @ts-check
import { SIDE } from './frames.js';

const CELL = 40;
const SCENE = { width: 600, height: 400 };

/** The size of the picture of an environment, in its own units. */
export function sizeOf(environment) {
  return SCENES[environment] ? SCENE : { width: SIDE * CELL, height: SIDE * CELL };
}

/**
 * Draws what was seen at one time.
 *
 * @param {CanvasRenderingContext2D} to
 * @param {string} environment
 * @param {any} seen set cells, or numbers
 * @param {{ channels: string[], text: string, grid: string, accent: string, ground: string }} paint
 */
export function drawSeen(to, environment, seen, paint) {
  const { width, height } = sizeOf(environment);
  to.fillStyle = paint.ground;
  to.fillRect(0, 0, width, height);
  to.lineCap = 'round';
  to.lineJoin = 'round';
  const scene = SCENES[environment];
  if (scene) scene(to, seen, paint);
  else grid(to, seen, paint);
}

/** The first channels are whom the agent moves, so they are drawn over the others. */
function grid(to, cells, paint) {
  to.strokeStyle = paint.grid;
  to.lineWidth = 1;
  for (let i = 0; i <= SIDE; i++) {
    line(to, [i * CELL, 0], [i * CELL, SIDE * CELL]);
    line(to, [0, i * CELL], [SIDE * CELL, i * CELL]);
  }
  for (const { channel, x, y } of [...cells].reverse()) {
    to.fillStyle = paint.channels[channel];
    to.fillRect(x * CELL + 1.5, y * CELL + 1.5, CELL - 3, CELL - 3);
  }
}

/** @type {{ [environment: string]: (to: any, numbers: number[], paint: any) => void }} */
const SCENES = { cartpole: cartPole, acrobot, 'mountain-car': mountainCar };

/** A cart on a track from −2.4 to 2.4 m; the pole leans by its angle. */
function cartPole(to, [position, , angle], paint) {
  const scale = SCENE.width / 5.4;
  const x = SCENE.width / 2 + position * scale;
  const y = 290;
  stroke(to, paint.grid, 3, [20, y + 24], [580, y + 24]);
  for (const end of [-2.4, 2.4]) {
    const at = SCENE.width / 2 + end * scale;
    stroke(to, paint.grid, 3, [at, y + 4], [at, y + 44]);
  }
  to.fillStyle = paint.text;
  to.fillRect(x - 38, y - 16, 76, 36);
  stroke(to, paint.channels[1], 12, [x, y - 8], along([x, y - 8], 200, angle));
}

/** Two links that hang; the tip has to pass the line. */
function acrobot(to, [cos1, sin1, cos2, sin2], paint) {
  const unit = 85;
  const foot = [SCENE.width / 2, SCENE.height / 2];
  const first = Math.atan2(sin1, cos1);
  const second = first + Math.atan2(sin2, cos2);
  const joint = along(foot, -unit, -first);
  const tip = along(joint, -unit, -second);
  stroke(to, paint.grid, 3, [60, foot[1] - unit], [540, foot[1] - unit]);
  stroke(to, paint.channels[0], 14, foot, joint);
  stroke(to, paint.channels[1], 14, joint, tip);
  for (const point of [foot, joint]) disc(to, paint.text, 8, point);
}

/** A car between two hills; the flag stands at 0.5. */
function mountainCar(to, [position], paint) {
  const place = (p) => [40 + ((p + 1.2) / 1.8) * 520, 340 - (Math.sin(3 * p) + 1) * 130];
  to.strokeStyle = paint.grid;
  to.lineWidth = 4;
  to.beginPath();
  for (let p = -1.2; p <= 0.6; p += 0.02) to.lineTo(...place(p));
  to.stroke();
  const [x, y] = place(0.5);
  stroke(to, paint.text, 3, [x, y], [x, y - 56]);
  to.fillStyle = paint.channels[1];
  to.fillRect(x + 2, y - 56, 30, 20);
  const [carX, carY] = place(position);
  disc(to, paint.channels[0], 16, [carX, carY - 18]);
}

/**
 * The end of a line upwards that leans to the right by an angle.
 *
 * @param {number[]} from
 * @param {number} length
 * @param {number} angle
 */
function along([x, y], length, angle) {
  return [x + length * Math.sin(angle), y - length * Math.cos(angle)];
}

function stroke(to, colour, width, from, end) {
  to.strokeStyle = colour;
  to.lineWidth = width;
  line(to, from, end);
}

function line(to, from, end) {
  to.beginPath();
  to.moveTo(from[0], from[1]);
  to.lineTo(end[0], end[1]);
  to.stroke();
}

/**
 * @param {any} to
 * @param {string} colour
 * @param {number} radius
 * @param {number[]} centre
 */
function disc(to, colour, radius, [x, y]) {
  to.fillStyle = colour;
  to.beginPath();
  to.arc(x, y, radius, 0, 2 * Math.PI);
  to.fill();
}
