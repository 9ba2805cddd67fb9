/** Names of renderers that compute on the processor: slower than wasm by far. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

export interface Renderer {
  /** For the user. */
  readonly name: string;
  readonly software: boolean;
}

/** What is read of a WebGPU adapter; older browsers have the flag on the adapter itself. */
interface Adapter {
  readonly info?: Partial<GPUAdapterInfo>;
  readonly isFallbackAdapter?: boolean;
}

/** By its flag where it has one, else by its names: some software adapters do not own up to it. */
export function describeAdapter({ info = {}, isFallbackAdapter }: Adapter): Renderer {
  const names = [info.vendor, info.architecture, info.device, info.description];
  const known = names.filter((name) => name).join(' ');
  const software = (info.isFallbackAdapter ?? isFallbackAdapter ?? false) || SOFTWARE.test(known);
  const shown = ['WebGPU', info.vendor, info.architecture, software && '(software)'];
  return { name: shown.filter(Boolean).join(' '), software };
}

let gpu: Promise<Renderer | null> | undefined;

/** The adapter that computing would use, or null without WebGPU. Looked at once. */
export function webgpuRenderer(): Promise<Renderer | null> {
  // Browsers without WebGPU have no navigator.gpu, whatever the types say.
  const { gpu: api } = navigator as { gpu?: GPU };
  gpu ??= Promise.resolve(api?.requestAdapter({ powerPreference: 'high-performance' })).then((adapter) =>
    adapter ? describeAdapter(adapter) : null,
  );
  return gpu;
}

let gl: (Renderer & { readonly float32: boolean }) | null | undefined;

/** The renderer behind WebGL 2 in this worker, or null without one. Looked at once: contexts are few. */
export function webglRenderer(): (Renderer & { readonly float32: boolean }) | null {
  if (gl === undefined) gl = typeof OffscreenCanvas === 'undefined' ? null : probeWebgl();
  return gl;
}

function probeWebgl() {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!context) return null;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  const float32 = context.getExtension('EXT_color_buffer_float') !== null;
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return { name: `WebGL, ${renderer}`, software: SOFTWARE.test(renderer), float32 };
}
