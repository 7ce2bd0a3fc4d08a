import { join } from 'node:path';
import type { Config } from '@commonwatt/config/config';
import { environment, readConfig } from '../terminal.ts';

/** The configuration of the demo: its stores are its own, whatever else is configured, and it says little. */
export function readDemoConfig(): Config {
  return readConfig({
    MONGODB_URI: '',
    DATABASE_URL: '',
    COMMONWATT_DATA_DIR: join(environment.COMMONWATT_DATA_DIR || '.data', 'demo'),
    MONGODB_DATABASE: 'apis_demo',
    LOG_LEVEL: environment.LOG_LEVEL || 'warn',
  });
}
