const readAtOnce = 16;

/** Reads something for each of many, some at a time: a store is asked much at once, and others have their turn. In order. */
export async function* readInParts<Item, Read>(
  items: readonly Item[],
  read: (item: Item) => Promise<Read>,
): AsyncGenerator<Read[]> {
  for (let i = 0; i < items.length; i += readAtOnce) {
    yield await Promise.all(items.slice(i, i + readAtOnce).map(read));
  }
}
