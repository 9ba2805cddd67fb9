import { readFileSync } from 'node:fs';
import { DIST, type Intercept, type StaticServer } from './static-server.ts';

/** Sends a model's weights in small pieces, `pause` ms apart; the line is cut when another takes over. */
export function dribble(site: StaticServer, model: string, pause: number): void {
  const answer: Intercept = async (path, response) => {
    if (path !== `models/${model}/weights.bin`) return false;
    const bytes = readFileSync(`${DIST}/${path}`);
    response.writeHead(200, { 'content-length': bytes.length });
    for (let at = 0; at < bytes.length && !response.destroyed; at += 250_000) {
      response.write(bytes.subarray(at, at + 250_000));
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (site.intercept !== answer) response.destroy();
    }
    response.end();
    return true;
  };
  site.intercept = answer;
}
