import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';

/** How the specification writes a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** One session of a browser that speaks W3C WebDriver, on a screen of its own (https://www.w3.org/TR/webdriver2/). */
export class WebDriver {
  readonly version: string;
  private readonly address: string;
  private readonly children: readonly ChildProcess[];

  private constructor(address: string, version: string, children: readonly ChildProcess[]) {
    this.address = address;
    this.version = version;
    this.children = children;
  }

  static async webkit(paths: { driver: string; browser: string; screen: string }): Promise<WebDriver> {
    const screen = spawn(paths.screen, ['-displayfd', '3', '-screen', '0', '1400x1100x24'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const [display] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer];
    const port = await freePort();
    const driver = spawn(paths.driver, [`--port=${port}`, '--host=127.0.0.1'], {
      env: { ...process.env, DISPLAY: `:${display.toString().trim()}`, WAYLAND_DISPLAY: '' },
      stdio: 'ignore',
    });
    const children = [driver, screen];
    const home = `http://127.0.0.1:${port}`;
    try {
      await answers(`${home}/status`, driver);
      const session = (await send('POST', `${home}/session`, {
        capabilities: {
          alwaysMatch: { 'webkitgtk:browserOptions': { binary: paths.browser, args: ['--automation'] } },
        },
      })) as { sessionId: string; capabilities: { browserVersion: string } };
      const address = `${home}/session/${session.sessionId}`;
      return new WebDriver(address, session.capabilities.browserVersion, children);
    } catch (error) {
      for (const child of children) child.kill();
      throw error;
    }
  }

  async close(): Promise<void> {
    await send('DELETE', this.address).catch(() => undefined);
    for (const child of this.children) child.kill();
  }

  async goto(url: string): Promise<void> {
    await send('POST', `${this.address}/url`, { url });
  }

  /** What the body of a function returns in the page; a promise is waited for. */
  run<T>(script: string, ...args: readonly unknown[]): Promise<T> {
    return send('POST', `${this.address}/execute/sync`, { script, args }) as Promise<T>;
  }

  /** Types into what a CSS selector finds; into a file input, the path of a file. */
  async type(selector: string, text: string): Promise<void> {
    const found = await send('POST', `${this.address}/element`, { using: 'css selector', value: selector });
    const id = (found as Readonly<Record<string, string>>)[ELEMENT]!;
    await send('POST', `${this.address}/element/${id}/value`, { text });
  }
}

async function send(method: string, url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`${method} ${url}: ${JSON.stringify(value)}`);
  return value;
}

/** Asks until there is an answer, as long as the program lives. */
async function answers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    try {
      await send('GET', url);
      return;
    } catch (error) {
      if (child.exitCode !== null) throw error;
      await new Promise((next) => setTimeout(next, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
