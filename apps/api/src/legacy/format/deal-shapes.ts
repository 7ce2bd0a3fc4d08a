/** A deal document as it is stored; every field may be missing or of any type. */
export type DealDocument = Readonly<Record<string, unknown>>;

const residentKeys = [
  'createDateTime',
  'dealId',
  'dischargeUnitId',
  'chargeUnitId',
  'type',
  'requestUnitId',
  'requestAmountWh',
  'acceptUnitId',
  'dealAmountWh',
  'isMaster',
  'startDateTime',
  'cumulateAmountWh',
  'stopDateTime',
  'abortDateTime',
  'scramDateTime',
  'deactivateDateTime',
] as const;

/**
 * What a resident of `unitId` sees of a deal: only the fields above, in that order, and of those only what is neither zero
 * nor empty. Other units are `******`.
 */
export function maskDeal(deal: DealDocument, unitId: string): DealDocument {
  const members = residentKeys.flatMap((key): [string, unknown][] => {
    const value = Object.hasOwn(deal, key) ? deal[key] : null;
    if (isEmpty(value)) return [];
    return [[key, key.endsWith('UnitId') && value !== unitId ? '******' : value]];
  });
  return Object.fromEntries(members);
}

/** What counted as nothing in the language of the old service center: zero, false, and all that is empty. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'number' && Number.isNaN(value)) return false;
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.keys(value).length === 0;
  return !value;
}

/** A deal in the words of the BUDO system; what is missing is null. `startTime` is when the deal was made. */
export function budoDeal(deal: DealDocument): DealDocument {
  const read = (key: string) => (Object.hasOwn(deal, key) ? deal[key] : null);
  return {
    id: read('dealId'),
    dischargingUnit: read('dischargeUnitId'),
    chargingUnit: read('chargeUnitId'),
    isMasterDeal: Object.hasOwn(deal, 'isMaster') ? deal.isMaster : false,
    request: read('type'),
    requester: read('requestUnitId'),
    responder: read('acceptUnitId'),
    startTime: read('createDateTime'),
  };
}

export type DealShape = (deal: DealDocument) => DealDocument;

/** The form that `formatType` asks for: BUDO in any case of letters, anything else the stored one. */
export function dealFormat(formatType: string | null): DealShape {
  return formatType?.toLowerCase() === 'budo' ? budoDeal : (deal) => deal;
}
