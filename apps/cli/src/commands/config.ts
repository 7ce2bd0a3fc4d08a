import { describeConfig } from '@commonwatt/config/config';
import { environment, print, readConfig } from '../terminal.ts';

/** Prints every variable, its value in force and what it means. */
export function showConfig(): void {
  for (const { name, value, isDefault, about } of describeConfig(readConfig(), environment)) {
    print(`${name}=${value}${isDefault ? '  (default)' : ''}`);
    print(`    ${about}`);
  }
}
