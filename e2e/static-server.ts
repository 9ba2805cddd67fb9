import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** Where the built site lies. */
export const DIST = process.env.E2E_DIST ?? 'dist';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.wasm': 'application/wasm',
};

/** Answers a request itself (true), or leaves it to the files (false). `path` is relative to the site. */
export type Intercept = (
  path: string,
  response: ServerResponse,
  request: IncomingMessage,
) => boolean | Promise<boolean>;

export interface StaticServer {
  /** Of the folder of index.html, with the slash. */
  readonly url: string;
  /** Replace it in the middle of a test to break or mend the server. */
  intercept: Intercept | null;
  /** Every path asked for since the start. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** dist/ from Node's own http server, under a sub-path, with no header but the type: the plainest host there is. */
export async function startStaticServer(base = '/deep/er/', folder = DIST): Promise<StaticServer> {
  const server = createServer((request, response) => void answer(request, response));
  const site: { -readonly [K in keyof StaticServer]: StaticServer[K] } = {
    url: '',
    intercept: null,
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = pathname.startsWith(base) ? pathname.slice(base.length) || 'index.html' : '';
    site.asked.push(path);
    if (path !== '' && (await site.intercept?.(path, response, request))) return;
    const file = join(folder, normalize(`/${path}`));
    if (path === '' || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`;
  return site;
}
