import { VitePWA } from 'vite-plugin-pwa';

/**
 * Installable, and whole without a network: src/service-worker with the list of the built files.
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
    strategies: 'injectManifest',
    srcDir: 'src/service-worker',
    filename: 'sw.ts',
    injectManifest: {
      globPatterns: ['**/*.{html,js,css,wasm,svg,png,txt}', 'samples/*.jpg', 'models/*/references.npy'],
      globIgnores: ['models/**/*.{json,bin}', 'bench/**'],
      maximumFileSizeToCacheInBytes: 16e6,
    },
  });
