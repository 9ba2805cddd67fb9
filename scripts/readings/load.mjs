import { runnerImport } from 'vite';

const root = new URL('../../', import.meta.url);

/** A module of the page, run in Node as it is. @param {string} path relative to the repository */
export async function load(path) {
  const { module } = await runnerImport(new URL(path, root).pathname, {
    root: root.pathname,
    configFile: false,
    logLevel: 'error',
  });
  return module;
}
