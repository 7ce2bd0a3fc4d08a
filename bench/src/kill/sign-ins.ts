import type { Staff } from '../product/installation.ts';
import { isSignedIn, signIn } from '../product/sign-in.ts';
import { type Found, writeKey } from './ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';
import { writeUntilStopped } from './write-until-stopped.ts';

/** Sign-ins through the product: whoever was told to be signed in still is. */
export function signIns(url: string, { username, password }: Staff): StoreUnderTest {
  const cookies = new Map<string, string>();
  return {
    name: 'Commonwatt, sign-ins',
    async write(run, ledger) {
      return writeUntilStopped({ run, ledger, atOnce: 1, pauseMs: 100 }, async (number) => {
        cookies.set(writeKey(run, number), await signIn(url, username, password));
      });
    },
    async find(run) {
      const found: Found[] = [];
      for (const [key, cookie] of cookies) {
        const isWanted = run === 'all' || key.startsWith(`${run}-`);
        if (isWanted && (await isSignedIn(url, cookie))) found.push({ key, isWhole: true });
      }
      return found;
    },
  };
}
