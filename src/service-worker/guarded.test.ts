import { expect, it, vi } from 'vitest';
import { guarded } from './guarded.ts';

it('sends the policy along with workers and with scripts, and leaves all else as it came', () => {
  vi.stubGlobal('SITE_POLICY', "default-src 'none'; connect-src 'self'");
  const policyOf = (name: string, destination: RequestDestination) =>
    guarded({ url: `https://host/site/${name}`, destination } as Request, new Response('x')).headers.get(
      'Content-Security-Policy',
    );
  expect(policyOf('assets/import.js', 'worker')).toContain("connect-src 'self'");
  expect(policyOf('assets/import.js', '')).toContain("connect-src 'self'");
  expect(policyOf('assets/weights.bin', '')).toBeNull();
  expect(policyOf('index.html', 'document')).toBeNull();
  vi.unstubAllGlobals();
});
