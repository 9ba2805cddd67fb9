import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
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
  build: { target: 'es2022', chunkSizeWarningLimit: 2000, assetsInlineLimit: 0 },
  preview: { headers: SECURITY_HEADERS },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.mjs'],
    // A busy machine takes ten seconds to load TensorFlow.js alone.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
