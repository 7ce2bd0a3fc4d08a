import type { ClusterRef } from '@commonwatt/domain/refs';
import type { DealAmountPolicy } from '@commonwatt/domain/scenario-evaluation';
import type { Battery } from './battery.ts';
import type { HouseholdType } from './household.ts';
import type { Panels, Place } from './sky.ts';

/** What a cluster that is to be simulated consists of. Nothing in it changes while it runs. */
export type SimulatedCluster = {
  ref: ClusterRef;
  /** IANA zone of the homes' clocks. */
  timeZone: string;
  place: Place;
  policy: DealPolicy;
  homes: readonly SimulatedHome[];
  /** IP address of the machine on which apis-ccc and apis-log run. */
  serverAddress: string;
};

export type SimulatedHome = {
  unitId: string;
  name: string;
  serialNumber: string;
  ipAddress: string;
  macAddress: string;
  /** With which the home asks for its scenario. */
  account: string;
  password: string;
  household: HouseholdType;
  /** Energy used on a usual day. */
  dailyWh: number;
  /** Null: no solar panels. */
  panels: Panels | null;
  battery: Battery;
  /** State of charge (%) with which a world without any past begins. */
  startRsocPercent: number;
  /** Text of the scenario that applies while the Service Center has none for this home. */
  localScenario: string;
};

/** What all units of a cluster agree on about deals. */
export type DealPolicy = DealAmountPolicy & {
  /** Current (A) of one deal. */
  gridCurrentA: number;
  /** Current (A) that one converter can carry. */
  gridCurrentCapacityA: number;
  /** State of charge (%) below which a unit must stop giving … */
  dischargeLimitRsocPercent: number;
  /** … and above which it must stop receiving. */
  chargeLimitRsocPercent: number;
};

/** apis-main's shipped policy. */
export const shippedPolicy: DealPolicy = {
  amountMinWh: 50,
  amountMaxWh: 50,
  amountUnitWh: 50,
  gridCurrentA: 1,
  gridCurrentCapacityA: 2.3,
  dischargeLimitRsocPercent: 20,
  chargeLimitRsocPercent: 95,
};

/** How many deals a unit can run at once. */
export function dealSlots({ gridCurrentCapacityA, gridCurrentA }: DealPolicy): number {
  return Math.floor(gridCurrentCapacityA / gridCurrentA);
}
