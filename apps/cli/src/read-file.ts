import { readFile } from 'node:fs/promises';
import { DomainError } from '@commonwatt/domain/domain-error';

/**
 * The content of a JSON file.
 * @throws DomainError NOT_FOUND when it cannot be read, BAD_REQUEST when it is not JSON; both say why.
 */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readTextFile(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('BAD_REQUEST', `${file} is not JSON: ${(cause as Error).message}`);
  }
}

/** @throws DomainError NOT_FOUND when the file cannot be read, with the reason. */
export function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: Error) => {
    throw new DomainError('NOT_FOUND', `${file} cannot be read: ${cause.message}`);
  });
}
