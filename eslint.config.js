import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** A mistake that is visible in the syntax alone. */
const never = (selector, message) => ({ selector, message });

/** Reading a tensor synchronously gave zeros on webgpu without a word (src/README.md). */
const READ_SYNC = ['dataSync', 'arraySync', 'readSync'].map((name) =>
  never(
    `MemberExpression[property.name='${name}']`,
    `${name}() returns zeros on webgpu: read with 'await tensor.data()'.`,
  ),
);

const SET_BACKEND = never(
  "MemberExpression[property.name='setBackend']",
  'Only engine/backend.ts chooses a backend: a model outlives no change of it (src/README.md).',
);

/** In engine/, by their names. What the main thread's side of the engine is made of, and so open to app/. */
const MAIN_THREAD = [
  'client',
  'ending',
  'engine-session',
  'image-source',
  'protocol',
  'faults',
  'sha256',
  'model-bytes',
  'model-storage',
  'worker-count',
  'watch-lifeline',
  'hold-lifeline',
  'spawn-worker',
];

const engineBut = (names) => `/engine/(?!(?:${names.join('|')})\\.ts$)`;

/** Patterns of module names that a folder may not import: the direction is core ← engine ← app ← ui. */
const FORBIDDEN = {
  core: ['/(?:engine|app|ui|testing)/', '^@tensorflow/', '^react', '^zustand', '^comlink'],
  engine: ['/(?:app|ui|testing)/', '^react', '^zustand'],
  app: ['/(?:ui|testing)/', '^react', '^@tensorflow/', engineBut(MAIN_THREAD)],
  ui: ['/testing/', '^@tensorflow/', '^comlink', engineBut(['protocol', 'faults', 'spawn-engine'])],
};

/** Static imports, type imports and `import()` alike. */
const direction = (folder, syntax = []) => {
  const message = `${folder} may not import this: the direction is core ← engine ← app ← ui (src/README.md).`;
  return {
    files: [`src/${folder}/**/*.{ts,tsx}`],
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: FORBIDDEN[folder].map((regex) => ({ regex, message })) },
      ],
      'no-restricted-syntax': [
        'error',
        ...syntax,
        ...FORBIDDEN[folder].flatMap((regex) =>
          // A slash would end the selector's own pattern.
          ['ImportExpression > Literal', 'TSImportType Literal'].map((node) =>
            never(`${node}[value=/${regex.replaceAll('/', '\\u002F')}/]`, message),
          ),
        ),
      ],
    },
  };
};

export default tseslint.config(
  // bench/plain is the baseline that the bench compares with: what one writes without this house's rules.
  { ignores: ['dist', 'node_modules', 'public', 'bench/plain', 'src/testing/golden'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['e2e/**/*.ts', 'bench/**/*.{ts,tsx,mjs}', 'scripts/**/*.mjs', '*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    rules: {
      // A method of a page object is async for its callers' sake; what runs in the page patches prototypes.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // JavaScript without types is “any” all over: what these rules say of it is true and no news.
  {
    files: ['**/*.mjs'],
    rules: Object.fromEntries(
      ['assignment', 'call', 'member-access', 'argument', 'return'].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    languageOptions: { parserOptions: { projectService: true } },
  },
  { files: ['**/*.{ts,tsx,mjs}'], rules: { 'no-restricted-syntax': ['error', ...READ_SYNC, SET_BACKEND] } },
  // A test chooses the backend that it is about.
  { files: ['**/*.test.ts', 'src/testing/**'], rules: { 'no-restricted-syntax': ['error', ...READ_SYNC] } },
  { files: ['src/ui/**/*.tsx', 'src/ui/**/*.ts'], ...hooks.configs.flat.recommended },
  ...['core', 'engine', 'app', 'ui'].map((folder) => direction(folder, [...READ_SYNC, SET_BACKEND])),
  {
    files: ['src/engine/backend.ts'],
    rules: { 'no-restricted-syntax': direction('engine', READ_SYNC).rules['no-restricted-syntax'] },
  },
);
