import { pbkdf2Sync } from 'node:crypto';
import { setPriority } from 'node:os';
import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import { verifySync } from '@node-rs/argon2';

// A thread that computes slow hashes, see hash-threads.ts. Plain JavaScript, as Node.js starts it from its file.

const patient = 15;
// On Linux each thread has a priority of its own; elsewhere the whole process would become slower.
if (process.platform === 'linux') setPriority(patient);

const tasks = {
  verify: ({ hash, password }) => verifySync(hash, password),
  derive: ({ password, salt, iterations }) => pbkdf2Sync(password, salt, iterations, 32, 'sha256'),
};

parentPort?.on('message', ({ name, input }) => {
  try {
    parentPort?.postMessage({ value: tasks[name](input) });
  } catch (error) {
    parentPort?.postMessage({ error: String(error) });
  }
});
