import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const folder = new URL('../../public/', import.meta.url);

export interface ModelServer {
  /** Absolute URL of the folder that holds `models/`. */
  readonly base: string;
  readonly requests: IncomingMessage[];
  /** Answers in the server's place when it returns true. */
  intercept: ((path: string, response: ServerResponse) => boolean) | null;
  close(): void;
}

/** The prepared models over http, as a static host serves them. */
export async function serveModels(): Promise<ModelServer> {
  const requests: IncomingMessage[] = [];
  const http = createServer((request, response) => {
    requests.push(request);
    const path = new URL(request.url!, 'http://here/').pathname.slice(1);
    if (server.intercept?.(path, response)) return;
    readFile(new URL(path, folder)).then(
      (bytes) => response.writeHead(200, { 'content-length': bytes.length }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  const server: ModelServer = {
    base: `http://127.0.0.1:${port}/`,
    requests,
    intercept: null,
    close: () => {
      http.closeAllConnections();
      http.close();
    },
  };
  return server;
}
