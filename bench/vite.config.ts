import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the bench's own pages, which import the real modules of src/. Nothing of this goes into dist/. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  plugins: [react({ jsxImportSource: '#jsx' })],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 4000,
    assetsInlineLimit: 0,
    emptyOutDir: true,
    outDir: '../node_modules/.cache/bench/probe',
    rolldownOptions: {
      input: ['passes.html', 'app.html', 'import.html'].map((page) => `${import.meta.dirname}/${page}`),
    },
  },
});
