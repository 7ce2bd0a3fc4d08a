import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../test-support.ts';
import { FrameDecoder, FrameError, MAX_MESSAGE_BYTES } from './frame-decoder.ts';
import { parseMessage } from './messages.ts';

function message(payload: Buffer, opCode = 2013): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + payload.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, payload]);
}

function opMsg(sections: Buffer[], flags = 0): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt32LE(flags);
  return message(Buffer.concat([start, ...sections]));
}

const body = Buffer.concat([Buffer.of(0), encode({ ping: 1, $db: 'admin' })]);

function sequence(name: string, documents: Buffer[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
  const length = Buffer.alloc(4);
  length.writeInt32LE(content.length + 4);
  return Buffer.concat([Buffer.of(1), length, content]);
}

describe('the frame decoder', () => {
  test('gives the same messages however the bytes are cut', () => {
    const messages = [
      opMsg([body]),
      message(Buffer.alloc(0)),
      opMsg([body, sequence('documents', [encode({ a: 1 })])]),
      message(Buffer.alloc(50_000)),
    ];
    const bytes = Buffer.concat(messages);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 60 }), (cuts) => {
        const decoder = new FrameDecoder();
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const frames = edges.slice(1).flatMap((edge, i) => decoder.push(bytes.subarray(edges[i], edge)));
        expect(frames.map((frame) => frame.length)).toEqual(messages.map(({ length }) => length));
        expect(Buffer.concat(frames).equals(bytes)).toBe(true);
        decoder.close();
      }),
    );
  });

  test('also when they come one by one', () => {
    const decoder = new FrameDecoder();
    const bytes = opMsg([body, sequence('documents', [encode({ a: 'x'.repeat(20_000) })])]);
    const frames = [...bytes].flatMap((byte) => decoder.push(Buffer.of(byte)));
    expect(frames).toEqual([bytes]);
  });

  test.for([0, 15, -1, -(2 ** 31), MAX_MESSAGE_BYTES + 1, 2 ** 31 - 1])('refuses a length of %i', (length) => {
    const bytes = opMsg([body]);
    bytes.writeInt32LE(length, 0);
    expect(() => new FrameDecoder().push(bytes)).toThrow(FrameError);
  });

  test('refuses op codes it does not know', () => {
    for (const opCode of [0, 1, 2001, 2002, 2012, 2014]) {
      expect(() => new FrameDecoder().push(message(Buffer.alloc(4), opCode))).toThrow(/op code/);
    }
  });

  test('either refuses random bytes or waits for more, and holds no more than came', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (chunks) => {
        const decoder = new FrameDecoder();
        try {
          for (const chunk of chunks) expect(decoder.push(Buffer.from(chunk)).length).toBeLessThan(20);
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
        }
        decoder.close();
      }),
    );
  });

  test('stops taking large messages when all together would need too much memory', () => {
    const decoders: FrameDecoder[] = [];
    const start = message(Buffer.alloc(8 * 1024 * 1024));
    start.writeInt32LE(40_000_000, 0);
    const fill = (): void => {
      for (let i = 0; i < 60; i++) {
        const decoder = new FrameDecoder();
        decoders.push(decoder);
        decoder.push(start);
      }
    };
    expect(fill).toThrow(/too many unfinished messages/);
    for (const decoder of decoders) decoder.close();
    expect(new FrameDecoder().push(opMsg([body]))).toHaveLength(1);
  });
});

describe('a message', () => {
  test('has a body, and arguments beside it', () => {
    const documents = [encode({ a: 1 }), encode({ b: 2 })];
    const request = parseMessage(opMsg([sequence('documents', documents), body]));
    expect(request).toMatchObject({ requestId: 7, database: 'admin', isSilent: false, isLegacy: false });
    expect(request.sequences.get('documents')).toEqual(documents);
  });

  test('may carry a checksum, and may want no answer', () => {
    const bytes = opMsg([body, Buffer.alloc(4)], 0b11);
    expect(parseMessage(bytes)).toMatchObject({ database: 'admin', isSilent: true });
  });

  test('in the old form is a command, wrapped or not', () => {
    const header = Buffer.concat([Buffer.alloc(4), Buffer.from('admin.$cmd\0'), Buffer.alloc(8)]);
    const bare = parseMessage(message(Buffer.concat([header, encode({ isMaster: 1 })]), 2004));
    expect(bare).toMatchObject({ isLegacy: true, database: 'admin', body: encode({ isMaster: 1 }) });
    const wrapped = parseMessage(message(Buffer.concat([header, encode({ $query: { hello: 1 } })]), 2004));
    expect(wrapped.body).toEqual(encode({ hello: 1 }));
  });

  test.for<[string, Buffer]>([
    ['no body', opMsg([sequence('a', [encode({})])])],
    ['two bodies', opMsg([body, body])],
    ['an unknown section', opMsg([body, Buffer.of(2)])],
    ['unknown required flags', opMsg([body], 0b100)],
    ['a section that is too long', opMsg([body, Buffer.from([1, 255, 0, 0, 0, 0x61, 0])])],
    ['a section without a name', opMsg([body, Buffer.from([1, 6, 0, 0, 0, 0x61, 0x61])])],
    [
      'a query that is no command',
      message(Buffer.concat([Buffer.alloc(4), Buffer.from('a.b\0'), Buffer.alloc(8), encode({})]), 2004),
    ],
    ['nothing', message(Buffer.alloc(0))],
  ])('with %s is refused', ([, bytes]) => {
    expect(() => parseMessage(bytes)).toThrow();
  });

  test('however it was changed is read or refused', () => {
    const original = opMsg([body, sequence('documents', [encode({ a: [1, { b: 2 }] })])]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 16, max: original.length - 1 }), fc.nat(255)), { maxLength: 5 }),
        (changes) => {
          const bytes = Buffer.from(original);
          for (const [at, byte] of changes) bytes[at] = byte;
          try {
            parseMessage(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
