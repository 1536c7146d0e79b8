import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders below src and what they may not import: imports point one way. */
const boundary = (files, forbidden, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }] },
});

export default tseslint.config(
  { ignores: ['dist', 'data', 'coverage', 'node_modules'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: 'tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.js'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  boundary(['src/base/**'], ['../*', '!./*'], 'base imports nothing else of ours'),
  boundary(['src/model/**'], ['../!(base)/**'], 'model imports base alone'),
  boundary(
    ['src/channel/*/*.ts'],
    ['**/emulator/**', '**/store/**', '**/reader/**', '**/graphql/**', '**/sandbox/**'],
    'an adapter knows the contract, not the emulator nor the core',
  ),
  boundary(
    ['src/channel/*/emulator/**'],
    ['../*.js', '../../*.js', '**/store/**', '**/reader/**', '**/graphql/**', '**/model/**'],
    'an emulator is written from the sheet: it imports sandbox/emulator.ts and base alone',
  ),
);
