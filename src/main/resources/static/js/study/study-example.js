// @ts-check
/** A study that takes about a minute: four methods, each at its best of three rates, five seeds. */
export function studyExample() {
  return {
    name: 'which method',
    question: 'Which normalization is best for a small MLP on digits, each at its own best rate?',
    base: {
      architecture: { type: 'mlp', hidden: [64, 64] },
      data: { name: 'digits' },
      epochs: 5,
      batchSize: 32,
      seeds: [0, 1, 2, 3, 4],
    },
    axes: {
      normalization: [{ type: 'none' }, { type: 'batch' }, { type: 'layer' }],
      learningRate: [0.01, 0.1, 1],
    },
    select: { over: ['learningRate'] },
  };
}
