import { keepDealRunning } from './support/foreign-community.ts';
import { startDemo } from './support/installation.ts';

/** One demo for all tests. What they need to know of it goes to the workers by environment variables. */
export default async function setup(): Promise<() => Promise<void>> {
  const demo = await startDemo();
  const deal = await keepDealRunning(demo.place);
  process.env.E2E_DEMO = JSON.stringify(demo.place);
  return async () => {
    await deal.stop();
    await demo.stop();
  };
}
