import { createServer } from 'node:net';
import { DomainError } from '@commonwatt/domain/domain-error';

/** Refuses with the variable to change when somebody else listens on the port already. */
export async function requireFreePort(port: number, variable: string, host = '127.0.0.1'): Promise<void> {
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
  if (isFree) return;
  const hint = `stop the program that listens there, or choose another with ${variable}=${port + 10}`;
  throw new DomainError('PRECONDITION_FAILED', `Port ${port} is in use: ${hint}`);
}

/** Starts a part that listens on a port; when it fails because the port is taken, says so. */
export async function startOnPort<P>(port: number, variable: string, start: () => Promise<P>): Promise<P> {
  try {
    return await start();
  } catch (error) {
    await requireFreePort(port, variable);
    throw error;
  }
}
