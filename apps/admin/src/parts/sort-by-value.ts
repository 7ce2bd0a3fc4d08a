const texts = new Intl.Collator('en', { numeric: true });

type SortOptions<Item> = {
  value: (item: Item) => number | string | null;
  idOf: (item: Item) => string;
  isDown: boolean;
};

/** Sorted by a value, up or down; what is missing stands last both ways, and equal ones keep the order of their ids. */
export function sortByValue<Item>(items: readonly Item[], { value, idOf, isDown }: SortOptions<Item>): Item[] {
  return [...items].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    const byId = texts.compare(idOf(a), idOf(b));
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byId;
    const order =
      typeof left === 'number' && typeof right === 'number' ? left - right : texts.compare(String(left), String(right));
    return (isDown ? -order : order) || byId;
  });
}
