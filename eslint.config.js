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
  'Only engine/worker/backend.ts chooses a backend: a model outlives no change of it (src/README.md).',
);

/** What was just pressed would lose the focus to the page. */
const DISABLED = never(
  "JSXOpeningElement[name.name='button'] > JSXAttribute[name.name=/disabled$/]",
  'A button that does nothing now is a <Button off> (ui/parts/button.tsx): “disabled” would take the focus away.',
);

/**
 * Patterns of module names that a room may not import. The direction is
 * core ← graph, workers ← decode, engine ← app ← ui ← features; engine/client and decode/client are the page's side,
 * engine/worker and decode/worker run in workers.
 */
const FORBIDDEN = {
  core: [
    '/(?:graph|workers|decode|engine|app|ui|features|testing)/',
    '^@tensorflow/',
    '^react',
    '^zustand',
    '^comlink',
  ],
  graph: [
    '/(?:workers|decode|engine|app|ui|features|testing)/',
    '^@tensorflow/',
    '^react',
    '^zustand',
    '^comlink',
  ],
  workers: ['/(?:graph|decode|engine|app|ui|features|testing)/', '^@tensorflow/', '^react', '^zustand'],
  decode: ['/(?:graph|engine|app|ui|features|testing)/', '^@tensorflow/', '^react', '^zustand'],
  'engine/client': [
    '/(?:decode|app|ui|features|testing)/',
    // Its script's address may be asked for.
    '/worker/(?!.*\\?worker)',
    '^@tensorflow/',
    '^react',
    '^zustand',
  ],
  'engine/worker': ['/(?:decode|app|ui|features|testing|client)/', '^react', '^zustand'],
  app: ['/(?:ui|features|testing)/', '/(?:engine|decode)/worker/', '^react', '^@tensorflow/'],
  ui: ['/(?:features|testing)/', '/(?:engine|decode)/(?:client|worker)/', '^@tensorflow/', '^comlink'],
  // `../name` leads from one feature to another: what two need moves to app/ or ui/.
  features: [
    '/testing/',
    '/(?:engine|decode)/worker/',
    '^@tensorflow/',
    '^comlink',
    '^\\.\\./(?!(?:core|graph|engine|app|ui)/)[a-z]',
  ],
};

/** Static imports, type imports and `import()` alike. */
const direction = (folder, syntax = []) => {
  const message = `${folder} may not import this: see “The rooms” in src/README.md.`;
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
  // One program for all, and one for the service worker, whose globals are others: each room's own would read the same
  // declarations again. What may stand in which room is for `tsc -b` to say.
  {
    files: ['**/*.{ts,tsx,mjs}'],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.lint.json', './src/service-worker/tsconfig.json'] },
    },
  },
  { files: ['**/*.{ts,tsx,mjs}'], rules: { 'no-restricted-syntax': ['error', ...READ_SYNC, SET_BACKEND] } },
  // A test chooses the backend that it is about.
  { files: ['**/*.test.ts', 'src/testing/**'], rules: { 'no-restricted-syntax': ['error', ...READ_SYNC] } },
  { files: ['src/{ui,features}/**/*.{ts,tsx}', 'src/main.tsx'], ...hooks.configs.flat.recommended },
  ...Object.keys(FORBIDDEN).map((folder) => direction(folder, [...READ_SYNC, SET_BACKEND, DISABLED])),
  {
    files: ['src/ui/parts/button.tsx'],
    rules: {
      'no-restricted-syntax': direction('ui', [...READ_SYNC, SET_BACKEND]).rules['no-restricted-syntax'],
    },
  },
  {
    files: ['src/engine/worker/backend.ts'],
    rules: { 'no-restricted-syntax': direction('engine/worker', READ_SYNC).rules['no-restricted-syntax'] },
  },
);
