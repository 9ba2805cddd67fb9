import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chunkGraph } from './scripts/build/chunk-graph.mjs';
import { licences } from './scripts/build/licences.mjs';
import { offline } from './scripts/build/offline.mjs';
import { SECURITY_HEADERS, securityPolicy } from './scripts/build/security-policy.mjs';

export default defineConfig({
  // Relative, so that dist/ works from any sub-path of any static host.
  base: './',
  plugins: [react({ jsxImportSource: '#jsx' }), securityPolicy(), licences(), chunkGraph(), offline()],
  worker: {
    format: 'es',
    plugins: () => [licences({ collectOnly: true }), chunkGraph({ collectOnly: true })],
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
    assetsInlineLimit: 0,
    // Every browser since 2023 preloads modules by itself, and older ones find them as they are imported.
    modulePreload: { polyfill: false },
  },
  // In development: what only workers ask for would be bundled when they do, and the page loaded anew in the middle.
  optimizeDeps: {
    include: ['core', 'converter', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map(
      (name) => `@tensorflow/tfjs-${name}`,
    ),
  },
  preview: { headers: SECURITY_HEADERS },
});
