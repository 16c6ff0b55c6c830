import js from '@eslint/js';
import globals from 'globals';

/** The rules of the page's scripts. */
export default [
  { ignores: ['**/node_modules/', '**/vendor/'] },
  js.configs.recommended,
  {
    files: ['src/main/resources/static/js/**/*.js'],
    languageOptions: { ecmaVersion: 2024, globals: globals.browser },
  },
  { files: ['src/test/js/**/*.js'], languageOptions: { globals: globals.node } },
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'max-lines-per-function': ['error', { max: 150, skipComments: true }],
      'no-else-return': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-shadow': 'error',
      'no-unused-vars': ['error', { args: 'all', argsIgnorePattern: '^_' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
];
