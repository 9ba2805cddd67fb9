import { runnerImport } from 'vite';

const root = new URL('../', import.meta.url);

/** A module of the page, or one that imports such, run in Node as it is: Node 20 reads no TypeScript. @param {string} path relative to the repository */
export async function load(path) {
  const { module } = await runnerImport(new URL(path, root).pathname, {
    root: root.pathname,
    configFile: false,
    logLevel: 'error',
  });
  return module;
}
