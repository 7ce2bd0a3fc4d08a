import { z } from 'zod';
import { rule } from './refusals.ts';

/** A user name as Django's admin site allows it, so that exported users fit any installation. */
export const usernameSchema = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(150, 'must have at most 150 characters')
  .refine((name) => /^[\p{L}\p{N}@.+_-]+$/u.test(name), rule('usernameCharacters'));

const shortestPassword = 8;

/** The rules for a password that somebody chooses now; imported and demo passwords are older than these rules. */
export const newPasswordSchema = z
  .string()
  .min(shortestPassword, `must have at least ${shortestPassword} characters`)
  .max(200, 'must have at most 200 characters')
  .refine((password) => !/^\d+$/.test(password), rule('passwordOfDigits'))
  .refine((password) => !commonPasswords.has(password.toLowerCase()), rule('passwordCommon'))
  .refine((password) => new Set(password).size >= 4, rule('passwordOfFew'));

/** The head of every list of leaked passwords, as far as they are long enough to pass the other rules. */
const commonPasswords = new Set([
  'password',
  'password1',
  'password12',
  'password123',
  'passw0rd',
  'p@ssw0rd',
  'qwerty123',
  'qwertyuiop',
  'qwerty12345',
  '1q2w3e4r',
  '1q2w3e4r5t',
  '1qaz2wsx',
  'zaq12wsx',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'welcome1',
  'welcome123',
  'admin123',
  'administrator',
  'letmein1',
  'abc12345',
  'abcd1234',
  'changeme',
  'commonwatt',
]);
