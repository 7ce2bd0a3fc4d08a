import { defineConfig } from 'vitest/config';

// unit: pure functions, milliseconds, no I/O. int: real PostgreSQL and the MongoDB wire, started once for all files.
export default defineConfig({
  test: {
    // Integration tests wait for stores and clocks more than they compute; vitest would run one at a time on two cores.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages}/*/src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/node_modules/**'],
          setupFiles: './vitest.property-seed.ts',
          // Thousands of random cases, on a machine that may be busy.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'int',
          include: ['{apps,packages}/*/src/**/*.int.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: './vitest.int-setup.ts',
          setupFiles: './vitest.property-seed.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
