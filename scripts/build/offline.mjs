import { VitePWA } from 'vite-plugin-pwa';

/**
 * Installable, and whole without a network: the service worker keeps everything but the models, which the page
 * keeps itself, checked by their sums (src/engine/model-bytes.ts). A new version waits until the person agrees.
 */
export const offline = () =>
  VitePWA({
    registerType: 'prompt',
    injectRegister: false,
    manifest: {
      name: 'semblance',
      short_name: 'semblance',
      description: 'See why a network finds two images similar. Images never leave this device.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#faf9f6',
      theme_color: '#faf9f6',
      icons: [
        { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: './icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,svg,png,txt}', 'samples/*.jpg'],
      globIgnores: ['models/**', 'bench/**'],
      maximumFileSizeToCacheInBytes: 16e6,
      // So that a worker restarted during the first visit is found without a network too.
      clientsClaim: true,
      // The page answers to its own address with any parameters, and to no other: at the root of a host the rest
      // of the site lies in this worker's scope too.
      navigateFallback: null,
      ignoreURLParametersMatching: [/./],
      // Trusted Types: without it the worker would import its runtime from a string.
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  });
