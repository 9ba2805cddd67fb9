/**
 * Which GPU backends this browser runs on hardware, and what is to be said of those it does not. Software
 * adapters are left out: slower than wasm by far, they say nothing about a GPU.
 *
 * @param {import('@playwright/test').BrowserContext} browser
 * @param {string} origin
 */
export async function hardware(browser, origin) {
  const page = await browser.newPage();
  await page.goto(`${origin}/site/favicon.svg`);
  const seen = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    const { vendor, architecture, description, isFallbackAdapter } = adapter?.info ?? {};
    return {
      webgpu: adapter && {
        name: [vendor, architecture, description].filter(Boolean).join(' '),
        isFallbackAdapter,
      },
      webgl: gl && String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)),
    };
  });
  await page.close();
  const soft = /swiftshader|llvmpipe|softpipe|basic render|software/i;
  const backends = [];
  const left = [];
  if (seen.webgpu && !seen.webgpu.isFallbackAdapter && !soft.test(seen.webgpu.name)) backends.push('webgpu');
  else left.push(`webgpu left out: ${seen.webgpu ? `runs in software (${seen.webgpu.name})` : 'no adapter'}`);
  if (seen.webgl && !soft.test(seen.webgl)) backends.push('webgl');
  else left.push(`webgl left out: ${seen.webgl ? 'runs in software' : 'no context'}`);
  return { backends, left, names: { webgpu: seen.webgpu?.name, webgl: seen.webgl } };
}
