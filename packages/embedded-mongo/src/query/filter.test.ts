import { type Document, Double, Long, ObjectId } from 'bson';
import { describe, expect, test } from 'vitest';
import { MongoError } from '../errors.ts';
import { encode } from '../test-support.ts';
import { parseFilter } from './filter.ts';

function matches(filter: Document, document: Document): boolean {
  return parseFilter(encode(filter)).matches(encode(document));
}

const day = new Date('2026-05-14T00:00:00Z');
const id = new ObjectId();

// What MongoDB answers. Each row: a filter, documents it matches, documents it does not.
const table: [string, Document, Document[], Document[]][] = [
  ['everything', {}, [{}, { a: 1 }], []],
  [
    'numbers are equal whatever their type',
    { a: 1 },
    [{ a: 1 }, { a: new Double(1) }, { a: Long.ONE }],
    [{ a: '1' }, { a: true }],
  ],
  [
    'large int64 are exact',
    { a: Long.fromString('9007199254740993') },
    [{ a: Long.fromString('9007199254740993') }],
    [{ a: 2 ** 53 }],
  ],
  ['dates', { a: day }, [{ a: new Date(day) }], [{ a: day.getTime() }, { a: day.toISOString() }]],
  ['ObjectIds', { a: id }, [{ a: new ObjectId(id.toHexString()) }], [{ a: id.toHexString() }]],
  ['null matches what is missing', { a: null }, [{ a: null }, {}], [{ a: 0 }, { a: '' }, { a: [] }]],
  [
    'null behind a path',
    { 'a.b': null },
    [{ a: {} }, {}, { a: 5 }, { a: [{ b: 1 }, {}] }],
    [{ a: { b: 1 } }, { a: [{ b: 1 }] }],
  ],
  [
    'documents are equal field by field, in order',
    { a: { x: 1, y: 2 } },
    [{ a: { x: 1, y: 2 } }],
    [{ a: { y: 2, x: 1 } }, { a: { x: 1 } }],
  ],
  ['an item of an array', { a: 2 }, [{ a: [1, 2] }], [{ a: [[2]] }, { a: [] }]],
  ['a whole array', { a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }, { a: 1 }]],
  ['documents in an array', { 'a.b': 2 }, [{ a: [{ b: 1 }, { b: 2 }] }, { a: { b: [2] } }], [{ a: [{ c: 2 }] }]],
  ['an index of an array', { 'a.1': 'x' }, [{ a: ['y', 'x'] }, { a: { 1: 'x' } }], [{ a: ['x', 'y'] }]],
  ['an index and a field', { 'a.0.b': 1 }, [{ a: [{ b: 1 }] }], [{ a: [{ b: 2 }, { b: 1 }] }]],
  [
    'ranges stay inside one type',
    { a: { $gte: 5 } },
    [{ a: 5 }, { a: 6.5 }, { a: Long.fromNumber(7) }],
    [{ a: '6' }, { a: day }, { a: null }, {}],
  ],
  [
    'ranges of dates',
    { a: { $gte: day, $lt: new Date(day.getTime() + 1) } },
    [{ a: day }],
    [{ a: new Date(day.getTime() + 1) }, { a: Date.now() }],
  ],
  ['ranges of text', { a: { $gt: 'b' } }, [{ a: 'ba' }, { a: 'c' }], [{ a: 'B' }, { a: 'b' }, { a: 7 }]],
  ['ranges and items may be met by different items', { a: { $gt: 5, $lt: 3 } }, [{ a: [6, 2] }], [{ a: 4 }]],
  ['not above or equal null is null', { a: { $gte: null } }, [{ a: null }, {}], [{ a: 1 }]],
  ['nothing is above null', { a: { $gt: null } }, [], [{ a: 1 }, { a: null }]],
  ['NaN only equals itself', { a: { $lte: Number.NaN } }, [{ a: Number.NaN }], [{ a: 1 }]],
  ['NaN is in no range', { a: { $lt: 5 } }, [{ a: 4 }], [{ a: Number.NaN }]],
  ['unequal', { a: { $ne: 1 } }, [{ a: 2 }, {}, { a: [2] }], [{ a: 1 }, { a: [1, 2] }]],
  ['unequal to null', { a: { $ne: null } }, [{ a: 0 }], [{}, { a: null }]],
  ['one of', { a: { $in: [1, 'x', null, /^y/] } }, [{ a: 1 }, { a: 'x' }, {}, { a: 'yes' }], [{ a: 2 }, { a: 'no' }]],
  ['none of', { a: { $nin: [1, null] } }, [{ a: 2 }], [{ a: 1 }, {}]],
  ['exists', { a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
  [
    'does not exist',
    { 'a.b': { $exists: false } },
    [{ a: 1 }, {}, { a: [1] }],
    [{ a: { b: null } }, { a: [{ b: 1 }] }],
  ],
  ['type by name', { a: { $type: 'number' } }, [{ a: 1 }, { a: 1.5 }, { a: [1] }], [{ a: '1' }, {}]],
  ['type by number', { a: { $type: [2, 9] } }, [{ a: 'x' }, { a: day }], [{ a: 1 }]],
  ['an array as type', { a: { $type: 'array' } }, [{ a: [] }], [{ a: 1 }]],
  [
    'a regular expression',
    { a: /^main/i },
    [{ a: 'MAIN : loop' }, { a: ['x', 'main'] }],
    [{ a: 'the main' }, { a: 5 }],
  ],
  ['a regular expression with options', { a: { $regex: '^b.c$', $options: 's' } }, [{ a: 'b\nc' }], [{ a: 'b' }]],
  ['many lines', { a: { $regex: '^Caused', $options: 'm' } }, [{ a: 'x\nCaused by' }], [{ a: 'x Caused' }]],
  ['not a regular expression', { a: { $not: /^x/ } }, [{ a: 'y' }, {}], [{ a: 'x' }]],
  ['not in a range', { a: { $not: { $gt: 5 } } }, [{ a: 5 }, { a: 'x' }, {}], [{ a: 6 }]],
  ['and', { $and: [{ a: 1 }, { b: 2 }] }, [{ a: 1, b: 2 }], [{ a: 1 }]],
  ['or', { $or: [{ a: 1 }, { b: 2 }] }, [{ a: 1 }, { b: 2 }], [{}]],
  ['nor', { $nor: [{ a: 1 }, { b: 2 }] }, [{}], [{ a: 1 }, { b: 2 }]],
  ['all of', { a: { $all: [1, 2] } }, [{ a: [2, 1, 3] }], [{ a: [1] }, { a: 1 }]],
  ['all of one', { a: { $all: [1] } }, [{ a: 1 }, { a: [1] }], [{ a: 2 }]],
  ['size', { a: { $size: 1 } }, [{ a: [1] }], [{ a: [] }, { a: 1 }, { a: [[1], [2]] }]],
  ['remainder', { a: { $mod: [4, 1] } }, [{ a: 5 }, { a: 5.7 }], [{ a: 4 }, { a: 'x' }]],
  [
    'one document of an array',
    { a: { $elemMatch: { x: 1, y: { $gt: 1 } } } },
    [{ a: [{ x: 1, y: 2 }] }],
    [{ a: [{ x: 1 }, { y: 2 }] }],
  ],
  ['one item of an array', { a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [{ a: [0, 2] }], [{ a: [0, 5] }, { a: 2 }]],
  ['an expression', { $expr: { $gt: ['$a', '$b'] } }, [{ a: 2, b: 1 }], [{ a: 1, b: 2 }]],
  ['a comment', { a: 1, $comment: 'why' }, [{ a: 1 }], [{ a: 2 }]],
  ['names that look like those of objects', { __proto__: null, constructor: 1 }, [{ constructor: 1 }], [{}]],
];

describe('a filter', () => {
  test.for(table)('%s', ([, filter, matched, unmatched]) => {
    for (const document of matched) expect(matches(filter, document), JSON.stringify(document)).toBe(true);
    for (const document of unmatched) expect(matches(filter, document), JSON.stringify(document)).toBe(false);
  });

  test.for<[Document, number, RegExp]>([
    [{ a: { $near: [1, 2] } }, 2, /unknown operator: \$near/],
    [{ a: { $bitsAllSet: 1 } }, 2, /unknown operator: \$bitsAllSet/],
    [{ a: { $gt: 1, b: 2 } }, 2, /unknown operator: b/],
    [{ $where: 'true' }, 2, /unknown top level operator: \$where/],
    [{ $text: { $search: 'x' } }, 2, /unknown top level operator: \$text/],
    [{ $jsonSchema: {} }, 2, /unknown top level operator/],
    [{ $and: [] }, 2, /nonempty array/],
    [{ $or: [1] }, 2, /full objects/],
    [{ a: { $in: 1 } }, 2, /needs an array/],
    [{ a: { $regex: '(' } }, 51091, /Regular expression is invalid/],
    [{ a: { $regex: 'a', $options: 'x' } }, 51108, /'x' is not supported/],
    [{ a: { $type: 'text' } }, 2, /Unknown type name alias/],
    [{ a: { $gt: /x/ } }, 2, /RegEx/],
    [{ a: { $mod: [0, 1] } }, 2, /\$mod/],
    [{ a: { $size: -1 } }, 2, /\$size/],
    [{ $expr: { $shout: '$a' } }, 168, /Unrecognized expression '\$shout'/],
    [{ $expr: { $function: { body: 'f', args: [], lang: 'js' } } }, 168, /Unrecognized expression '\$function'/],
  ])('%j is refused', ([filter, code, message]) => {
    let error: unknown;
    try {
      parseFilter(encode(filter));
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(MongoError);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
