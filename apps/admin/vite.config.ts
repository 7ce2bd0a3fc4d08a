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
    appPlaces('admin'),
    bootMark(),
    compileTexts({ atStart: ['ui', 'shell', 'start', 'parts', 'monitoringTabs'] }),
    fontSubsets(),
    appChunks({
      except: /useMutation|useInfiniteQuery|infiniteQueryObserver|mutationObserver|log-lines|interval-list|time-axis/,
      start: '/src/start.tsx',
      pages: '/src/pages.ts',
      isSharedFirst: true,
    }),
    withoutWebSockets(),
    react(),
  ],
  // Short names: the first load has a limit.
  css: { modules: { generateScopedName: className } },
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1_000 },
  server: { port: 5173, proxy: { '/trpc': 'http://127.0.0.1:8000', '/export': 'http://127.0.0.1:8000' } },
});
