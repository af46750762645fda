import { fileURLToPath } from 'node:url';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import elementPlus from 'unplugin-element-plus/vite';
import { defineConfig } from 'vitest/config';

const source = fileURLToPath(new URL('./src', import.meta.url));

export default defineConfig({
  plugins: [
    vue(),
    // Messages are compiled here, so that the page carries no compiler and needs no eval.
    vueI18n({
      include: [`${source}/**/messages/*.json`],
      runtimeOnly: true,
      compositionOnly: true,
      fullInstall: false,
    }),
    elementPlus({}),
  ],
  resolve: { alias: { '@': source } },
  build: {
    target: 'es2022',
    // Small assets stay files: a strict content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    manifest: true,
  },
  server: {
    proxy: {
      '/api': process.env['GUILDHALL_GATEWAY'] ?? 'http://localhost:8080',
    },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:3000/' } },
    setupFiles: ['./src/app/testSetup.ts'],
    server: { deps: { inline: ['element-plus'] } },
    css: false,
    restoreMocks: true,
    // Pages are rendered whole, and ./guildhall test runs this at the lowest priority beside the services' tests.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
