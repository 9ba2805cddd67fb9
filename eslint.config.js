import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The house has one direction of dependency: core ← engine ← app ← ui. */
const direction = (from, forbidden) => ({
  files: [`src/${from}/**/*.{ts,tsx}`],
  ignores: ['**/*.test.ts', '**/*.test.tsx'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: forbidden.map((group) => ({
          group: [group],
          message: `${from} may not import this: the direction is core ← engine ← app ← ui (src/README.md).`,
        })),
      },
    ],
  },
});

/** Reading a tensor synchronously gave zeros on webgpu without a word (src/README.md). */
const readSync = ['dataSync', 'arraySync', 'readSync'].map((name) => ({
  selector: `MemberExpression[property.name='${name}']`,
  message: `${name}() returns zeros on webgpu: read with 'await tensor.data()'.`,
}));

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'public', 'bench/plain', 'src/testing/golden'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': ['error', ...readSync],
    },
  },
  {
    files: ['src/engine/**/*.ts'],
    ignores: ['src/engine/backend.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...readSync,
        {
          selector: "MemberExpression[property.name='setBackend']",
          message: 'Only backend.ts chooses a backend: a model outlives no change of it (src/README.md).',
        },
      ],
    },
  },
  { files: ['src/ui/**/*.tsx', 'src/ui/**/*.ts'], ...hooks.configs.flat.recommended },
  direction('core', ['**/engine/**', '**/app/**', '**/ui/**', '@tensorflow/*', 'react', 'zustand']),
  direction('engine', ['**/app/**', '**/ui/**', 'react', 'zustand']),
  direction('app', ['**/ui/**', 'react', '@tensorflow/*']),
  direction('ui', ['@tensorflow/*', '**/engine/!(protocol*)']),
);
