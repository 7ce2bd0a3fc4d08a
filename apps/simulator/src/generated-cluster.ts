import type { ClusterRef } from '@commonwatt/domain/refs';
import type { SimulatedCluster, SimulatedHome } from './cluster.ts';
import { demoClusters } from './demo-community.ts';

/**
 * A cluster of any size for load and for trying things out: the homes of the demo over and over, each with an id,
 * an account and addresses of its own (`E0001`, account `e0001`, password alike).
 */
export function generatedCluster(options: { ref: ClusterRef; timeZone: string; homeCount: number }): SimulatedCluster {
  const { ref, timeZone, homeCount } = options;
  const model = demoClusters(new Date(0)).find((cluster) => cluster.ref.clusterId === 'north_loop');
  if (!model) throw new Error('the demo has no cluster north_loop');
  const homes = Array.from({ length: homeCount }, (_, i): SimulatedHome => {
    const pattern = model.homes[i % model.homes.length];
    if (!pattern) throw new Error('the demo has no homes');
    const unitId = `E${String(i + 1).padStart(Math.max(3, String(homeCount).length), '0')}`;
    const account = unitId.toLowerCase();
    const [high, low] = [Math.floor((i + 10) / 250), (i + 10) % 250];
    return {
      ...pattern,
      unitId,
      name: unitId,
      serialNumber: `CW-${unitId}`,
      ipAddress: `10.40.${high}.${low}`,
      macAddress: `02:42:0a:28:${hex(high)}:${hex(low)}`,
      account,
      password: account,
    };
  });
  return { ...model, ref, timeZone, homes, serverAddress: '10.40.250.2' };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
