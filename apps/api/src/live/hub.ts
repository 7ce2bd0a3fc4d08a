import type { Database } from '@commonwatt/database/client';
import { findCluster } from '@commonwatt/database/communities';
import { refKey } from '@commonwatt/domain/ref-key';
import type { ClusterRef } from '@commonwatt/domain/refs';
import type { Telemetry } from '@commonwatt/telemetry/telemetry';
import type { FastifyBaseLogger } from 'fastify';
import { createChannel, type LiveChannel } from './channel.ts';

/** The live side of the api: one reader per watched cluster, however many viewers it has. */
export type LiveHub = {
  /** The channel of a cluster, opened for the first viewer. Call `release` once when the viewer goes. */
  watch(cluster: ClusterRef): { channel: LiveChannel; release(): void };
  /** How many clusters are being read now. */
  openChannels(): number;
  close(): Promise<void>;
};

/** A channel outlives its last viewer by this long, so that a reload or a short loss of network costs no new start. */
const lingerMs = 60_000;

type Entry = { channel: LiveChannel; viewers: number; closing: NodeJS.Timeout | null };

export function createHub(deps: {
  database: Database;
  telemetry: Telemetry;
  now: () => Date;
  log: FastifyBaseLogger;
}): LiveHub {
  const entries = new Map<string, Entry>();

  function open(key: string, cluster: ClusterRef): Entry {
    const loadUnits = async () => {
      const registered = await findCluster(deps.database, cluster);
      return registered?.units.map(({ unitId, name }) => ({ unitId, name })) ?? [];
    };
    const entry: Entry = { channel: createChannel(cluster, { ...deps, loadUnits }), viewers: 0, closing: null };
    entries.set(key, entry);
    return entry;
  }

  return {
    watch(cluster) {
      const key = refKey(cluster);
      const entry = entries.get(key) ?? open(key, cluster);
      entry.viewers += 1;
      if (entry.closing) clearTimeout(entry.closing);
      entry.closing = null;
      let isReleased = false;
      return {
        channel: entry.channel,
        release() {
          if (isReleased) return;
          isReleased = true;
          entry.viewers -= 1;
          if (entry.viewers > 0 || !entries.has(key)) return;
          entry.closing = setTimeout(() => {
            entries.delete(key);
            void entry.channel.close();
          }, lingerMs);
          entry.closing.unref();
        },
      };
    },
    openChannels: () => entries.size,
    async close() {
      const open = [...entries.values()];
      entries.clear();
      for (const entry of open) if (entry.closing) clearTimeout(entry.closing);
      await Promise.all(open.map((entry) => entry.channel.close()));
    },
  };
}
