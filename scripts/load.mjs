import { runnerImport } from 'vite';

const root = new URL('../', import.meta.url);

/**
 * A module of the page, or one that imports such, run in Node as it is: Node 20 reads no TypeScript. Vite sets
 * `NODE_ENV` to `development` for it; what this process builds afterwards would have React's development build in it,
 * so the environment is put back.
 *
 * @param {string} path relative to the repository
 */
export async function load(path) {
  const { NODE_ENV } = process.env;
  try {
    const { module } = await runnerImport(new URL(path, root).pathname, {
      root: root.pathname,
      configFile: false,
      logLevel: 'error',
    });
    return module;
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
