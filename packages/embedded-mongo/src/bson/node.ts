import { frameArray, frameDocument, rawField } from './build.ts';
import { BsonType, elements, type RawValue, valueBytes } from './raw.ts';

/**
 * A value of a document that is being changed. It stays encoded until somebody looks inside; what was never opened is
 * written back byte for byte, with its type.
 */
export class BsonNode {
  readonly type: number;
  #bytes: Buffer;
  #fields: Map<string, BsonNode> | null = null;
  #items: BsonNode[] | null = null;

  constructor(type: number, bytes: Buffer) {
    this.type = type;
    this.#bytes = bytes;
  }

  static of(value: RawValue): BsonNode {
    return new BsonNode(value.type, valueBytes(value));
  }

  static emptyDocument(): BsonNode {
    return new BsonNode(BsonType.object, frameDocument([]));
  }

  static array(items: BsonNode[]): BsonNode {
    const node = new BsonNode(BsonType.array, frameDocument([]));
    node.#items = items;
    return node;
  }

  /** The fields of a document, in order; to be changed in place. */
  get fields(): Map<string, BsonNode> {
    this.#fields ??= new Map([...elements(this.#bytes)].map((element) => [element.name, BsonNode.of(element)]));
    return this.#fields;
  }

  /** The items of an array; to be changed in place. */
  get items(): BsonNode[] {
    this.#items ??= [...elements(this.#bytes)].map(BsonNode.of);
    return this.#items;
  }

  /** The value, encoded. */
  get bytes(): Buffer {
    if (this.#fields) {
      return frameDocument([...this.#fields].map(([name, node]) => rawField(name, node.type, node.bytes)));
    }
    return this.#items ? frameArray(this.#items) : this.#bytes;
  }

  get value(): RawValue {
    const source = this.bytes;
    return { type: this.type, source, start: 0, end: source.length };
  }
}
