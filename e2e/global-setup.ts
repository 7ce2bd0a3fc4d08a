import { startDemo } from './support/installation.ts';

/** One demo for all tests. What they need to know of it goes to the workers by environment variables. */
export default async function setup(): Promise<() => Promise<void>> {
  const demo = await startDemo();
  process.env.E2E_DEMO = JSON.stringify(demo.place);
  return () => demo.stop();
}
