import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchBytes } from './fetch-bytes.ts';

const patience = 300;
const BODY = Uint8Array.from({ length: 6 }, (_, i) => i);

describe('fetchBytes', () => {
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse) => void;
  let closed: Promise<unknown>;
  beforeEach(async () => {
    server = createServer((_, response) => {
      closed = new Promise((end) => response.on('close', end));
      answer(response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('waits for a server that is slow and steady, and says how much there is', async () => {
    answer = (response) => {
      let at = 0;
      const more = () => {
        response.write(BODY.subarray(at, ++at));
        if (at < BODY.length) setTimeout(more, patience / 2);
        else response.end();
      };
      more();
    };
    const told: number[] = [];
    const { ok, status, bytes } = await fetchBytes(url, { patience }, (n) => told.push(n));
    expect([ok, status]).toEqual([true, 200]);
    expect(bytes).toEqual(BODY);
    expect(told).toEqual([...BODY].map((n) => n + 1));
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['takes the request and says nothing', () => undefined],
    [
      'stops in the middle',
      (response) => response.writeHead(200, { 'content-length': 6 }).write(BODY.subarray(3)),
    ],
  ])('gives up a server that %s, and the line', async (_, says) => {
    answer = says;
    await expect(fetchBytes(url, { patience })).rejects.toThrow('nothing came for 0.3 s');
    await closed;
  });

  it('is given up by its signal, before and while it waits', async () => {
    answer = () => stop.abort(new Error('no longer wanted'));
    const stop = new AbortController();
    const { signal } = stop;
    await expect(fetchBytes(url, { signal })).rejects.toThrow('no longer wanted');
    await closed;
    await expect(fetchBytes(url, { signal })).rejects.toThrow('no longer wanted');
  });

  it('reads nothing of an answer that is none', async () => {
    answer = (response) => response.writeHead(404).write('<!doctype html>');
    expect(await fetchBytes(url)).toEqual({ ok: false, status: 404, bytes: new Uint8Array() });
    await closed;
  });
});
