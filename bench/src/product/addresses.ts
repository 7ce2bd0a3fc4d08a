import type { Cleanup } from '../system/cleanup.ts';
import { findFreePorts } from '../system/ports.ts';
import { createTemporaryFolder } from '../system/temporary-folder.ts';

/** Where an installation of our own listens and keeps its data, and the environment that tells it so. */
export type Addresses = {
  url: string;
  mongodbUri: string;
  dataDir: string;
  variables: Record<string, string>;
};

/** Free ports and an empty data folder, which is removed at the end. */
export async function chooseAddresses(cleanup: Cleanup): Promise<Addresses> {
  const [port, mongoPort, postgresPort] = (await findFreePorts(3)).map(String);
  const dataDir = await createTemporaryFolder(cleanup);
  return {
    url: `http://127.0.0.1:${port}`,
    mongodbUri: `mongodb://127.0.0.1:${mongoPort}`,
    dataDir,
    variables: {
      PORT: port ?? '',
      EMBEDDED_MONGO_PORT: mongoPort ?? '',
      EMBEDDED_POSTGRES_PORT: postgresPort ?? '',
      COMMONWATT_DATA_DIR: dataDir,
      // All that a benchmark asks comes from one address.
      REQUESTS_PER_MINUTE: '1000000',
    },
  };
}
