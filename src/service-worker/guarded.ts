/** The site's Content-Security-Policy, filled in by the build (scripts/build/security-policy.mjs). */
declare const SITE_POLICY: string;

/**
 * A worker takes its policy from the response that brings its script, and what came from a host that sends none has
 * none: so it goes along here. A script that is asked for once more, to see what came with it, brings it too
 * (workers/under-policy.ts). Other responses stay as they are; the page brings its policy with it.
 */
export function guarded(request: Request, response: Response): Response {
  if (request.destination !== 'worker' && !new URL(request.url).pathname.endsWith('.js')) return response;
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', SITE_POLICY);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
