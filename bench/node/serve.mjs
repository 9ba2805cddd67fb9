import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { FOLDERS } from './folders.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** Isolated, so that the browser tells how much memory a page and its workers take. */
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * A plain static host on a free port: `/site/`, `/probe/` and `/unfused/`, uncompressed, cached as GitHub Pages
 * lets browsers cache.
 *
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serve() {
  const server = createServer((request, response) => {
    const [, place = '', ...rest] = new URL(request.url ?? '/', 'http://x').pathname.split('/');
    const folder = { site: FOLDERS.site, probe: FOLDERS.probe, unfused: FOLDERS.unfused }[place];
    const file = folder && join(folder, normalize(`/${rest.join('/') || 'index.html'}`));
    const found = file && statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      'Cache-Control': 'max-age=600',
      ...(place === 'probe' && ISOLATED),
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
