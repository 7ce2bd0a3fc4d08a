import { appChunks } from '@commonwatt/ui/app-chunks.ts';
import { appPlaces } from '@commonwatt/ui/app-places.ts';
import { bootMark } from '@commonwatt/ui/boot-mark.ts';
import { className } from '@commonwatt/ui/class-names.ts';
import { compileTexts } from '@commonwatt/ui/compile-texts.ts';
import { fontSubsets } from '@commonwatt/ui/font-subsets.ts';
import { withoutWebSockets } from '@commonwatt/ui/without-web-sockets.ts';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    appPlaces('resident'),
    bootMark(),
    compileTexts({ atStart: ['ui', 'shell', 'home'], unused: ['cluster'] }),
    fontSubsets(),
    appChunks({
      except: /useMutation|useInfiniteQuery|infiniteQueryObserver|mutationObserver/,
      small: /bar-scale|nice-step/,
      start: '/src/start.tsx',
      pages: '/src/pages.ts',
      isSharedFirst: false,
    }),
    withoutWebSockets(),
    react(),
  ],
  // Every React since 18 brings what wouter takes from there for older ones.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  // Short names: the first load has a limit.
  css: { modules: { generateScopedName: className } },
  build: { assetsInlineLimit: 0 },
  server: { port: 5174, proxy: { '/trpc': 'http://127.0.0.1:8000', '/export': 'http://127.0.0.1:8000' } },
});
