import { expect, test } from 'vitest';
import { type Deal, readDeal } from './deal.ts';
import { type ConverterReading, type DealEnergy, dealEnergy } from './deal-energy.ts';

const start = Date.parse('2026-06-09T05:00:00Z');
const at = (minute: number) => new Date(start + minute * 60_000);

/** From minute 0 to 10, counted by one of its sides. */
function deal(cumulateAmountWh: number, parts: object = {}): Deal {
  const read = readDeal({
    dealId: 'd',
    communityId: 'c',
    clusterId: 'k',
    dischargeUnitId: 'E001',
    chargeUnitId: 'E002',
    dealGridCurrentA: 1,
    cumulateAmountWh,
    startDateTime: at(0),
    stopDateTime: at(10),
    ...parts,
  });
  if (!read.ok) throw new Error(read.problem);
  return read.deal;
}

/** A reading each minute from one before the start to one after the stop. */
function steady(converterBatteryW: number, edit: (reading: ConverterReading) => ConverterReading[] = (one) => [one]) {
  const readings = Array.from({ length: 13 }, (_, i) => ({ at: at(i - 1), converterBatteryW }));
  return { readings: readings.flatMap(edit), deals: [] as Deal[] };
}
const minuteOf = ({ at: time }: ConverterReading) => (time.getTime() - start) / 60_000;
const inHundredths = (amountWh: number) => Math.round(amountWh * 100) / 100;
const rounded = (energy: DealEnergy | null) =>
  energy && {
    gaveWh: inHundredths(energy.gaveWh),
    receivedWh: inHundredths(energy.receivedWh),
    lostWh: inHundredths(energy.lostWh),
  };

test.for<[string, number, DealEnergy]>([
  ['by the receiver', 47, { gaveWh: 66, receivedWh: 47, lostWh: 19 }],
  ['by the giver', 67, { gaveWh: 67, receivedWh: 48, lostWh: 19 }],
])('the figure of the deal stands for the side that counted it: %s', ([, countedWh, expected]) => {
  // 396 W out of the one battery and 288 W into the other for ten minutes.
  expect(rounded(dealEnergy(deal(countedWh), { giver: steady(-396), receiver: steady(288) }))).toEqual(expected);
});

test('a converter that serves two deals shares its power by their currents while both are shared', () => {
  const other = deal(20, { dealId: 'other', dealGridCurrentA: 3, startDateTime: at(4.5), stopDateTime: at(12) });
  const edge = [
    { at: new Date(at(4.5).getTime() - 1), converterBatteryW: -396 },
    { at: at(4.5), converterBatteryW: -1_584 },
  ];
  const giver = steady(-396, (one) =>
    minuteOf(one) < 4 ? [one] : minuteOf(one) === 4 ? [one, ...edge] : [{ ...one, converterBatteryW: -1_584 }],
  );
  const energy = dealEnergy(deal(47), { giver: { ...giver, deals: [deal(47), other] }, receiver: steady(288) });
  expect(energy?.gaveWh).toBeCloseTo(66, 2);
});

test('of deals whose current is not known each has the same share', () => {
  const other = deal(20, { dealId: 'other', dealGridCurrentA: null });
  const energy = dealEnergy(deal(47), { giver: { ...steady(-792), deals: [other] }, receiver: steady(288) });
  expect(energy?.gaveWh).toBeCloseTo(66, 6);
});

test('a reading without the power is passed over, as long as the pause is short', () => {
  const receiver = steady(288, (one) => [minuteOf(one) === 4 ? { ...one, converterBatteryW: null } : one]);
  expect(dealEnergy(deal(67), { giver: steady(-396), receiver })?.receivedWh).toBeCloseTo(48, 6);
});

test.for<[string, Deal, ReturnType<typeof steady>]>([
  ['it still runs', deal(47, { stopDateTime: undefined }), steady(-396)],
  ['it counted nothing', deal(47, { cumulateAmountWh: null }), steady(-396)],
  ['a pause is too long', deal(47), steady(-396, (one) => (minuteOf(one) === 4 || minuteOf(one) === 5 ? [] : [one]))],
  ['the readings begin too late', deal(47), steady(-396, (one) => (minuteOf(one) < 1 ? [] : [one]))],
  ['the readings end too early', deal(47), steady(-396, (one) => (minuteOf(one) > 9 ? [] : [one]))],
  ['there are none', deal(47), steady(-396, () => [])],
  ['the giver gave less than was received', deal(47), steady(-180)],
  ['the giver was charged', deal(47), steady(396)],
])('nothing is told when %s', ([, one, giver]) => {
  expect(dealEnergy(one, { giver, receiver: steady(288) })).toBeNull();
});
