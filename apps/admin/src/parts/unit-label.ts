/** How a unit is called where there is room for its id and its name: once, where they are the same. */
export function unitLabel({ unitId, name }: { unitId: string; name: string }): string {
  return name === unitId ? unitId : `${unitId} ${name}`;
}
