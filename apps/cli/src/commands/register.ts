import { recordAudit } from '@commonwatt/database/audit';
import { registerCluster } from '@commonwatt/database/registration';
import { DomainError } from '@commonwatt/domain/domain-error';
import { type ClusterRef, codeSchema } from '@commonwatt/domain/refs';
import { isTimeZone } from '@commonwatt/domain/time-zone';
import { listReportingUnitIds } from '@commonwatt/telemetry/unit-data';
import { readDemoConfig } from '../demo/demo-config.ts';
import { openInstallation } from '../installation.ts';
import { parseArgument } from '../parse-argument.ts';
import { print, readConfig } from '../terminal.ts';

type RegisterOptions = {
  discover?: boolean;
  demo?: boolean;
  communityName?: string;
  clusterName?: string;
  timeZone: string;
};

/** Registers a cluster and its units, named or found in what was reported. Doing it again adds only what is new. */
export async function registerUnits(
  communityId: string,
  clusterId: string,
  unitIds: string[],
  options: RegisterOptions,
): Promise<void> {
  const ref: ClusterRef = {
    communityId: parseArgument(codeSchema, communityId, 'The community id'),
    clusterId: parseArgument(codeSchema, clusterId, 'The cluster id'),
  };
  if (!isTimeZone(options.timeZone)) {
    throw new DomainError('BAD_REQUEST', `${options.timeZone} is not an IANA time zone, for example Asia/Tokyo`);
  }
  const installation = await openInstallation(options.demo ? readDemoConfig() : readConfig(), {
    log: () => {},
    whenRunning: 'share',
  });
  try {
    const { database, telemetry } = installation;
    const discovered = options.discover ? await listReportingUnitIds(telemetry, ref) : [];
    const all = [...new Set([...unitIds, ...discovered])].map((unitId) =>
      parseArgument(codeSchema, unitId, 'A unit id'),
    );
    const added = await database.$transaction(async (tx) => {
      const result = await registerCluster(tx, {
        ref,
        communityName: options.communityName ?? communityId,
        name: options.clusterName ?? clusterId,
        timeZone: options.timeZone,
        units: all.map((unitId) => ({ unitId, name: unitId })),
      });
      const target = `cluster ${communityId}/${clusterId}`;
      await recordAudit(tx, {
        at: new Date(),
        actor: null,
        action: 'cluster.register',
        target,
        communityCode: communityId,
        after: { units: result },
      });
      return result;
    });
    print(`${communityId}/${clusterId}: units added: ${added.length}, already there: ${all.length - added.length}`);
  } finally {
    await installation.close();
  }
}
