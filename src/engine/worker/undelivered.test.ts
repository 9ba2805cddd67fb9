import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ModelServer, serveModels } from '../../testing/serve-models.ts';
import { isUndeliveredScript, undeliveredBinary } from './undelivered.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await serveModels();
});
afterAll(() => server.close());

const ask = (status: number, body: string | Uint8Array) => {
  server.intercept = (_, response) => !!response.writeHead(status).end(body);
  return undeliveredBinary(`${server.base}x.wasm`);
};

it('tells a binary that cannot be had from one that can', async () => {
  expect(await ask(200, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))).toBeNull();
  expect(await ask(404, 'no')).toBe('x.wasm: HTTP 404');
  expect(await ask(200, '<!doctype html>')).toBe('x.wasm: something else came instead');
  expect(await ask(200, '')).toBe('x.wasm: something else came instead');
  // Past whatever the browser keeps.
  expect(server.requests.every(({ headers }) => headers['cache-control'] === 'no-cache')).toBe(true);
  server.close();
  expect(await undeliveredBinary(`${server.base}x.wasm`)).toMatch(/^x\.wasm: TypeError/);
});

// Chromium, Firefox, Safari.
it.each([
  ['Failed to fetch dynamically imported module: https://here/assets/x.js', true],
  ['error loading dynamically imported module: https://here/assets/x.js', true],
  ['Importing a module script failed.', true],
  ['WebGL is not supported on this device', false],
])('%s', (message, expected) => {
  expect(isUndeliveredScript(message)).toBe(expected);
});
