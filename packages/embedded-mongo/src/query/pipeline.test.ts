import { type Document, Long } from 'bson';
import { describe, expect, test } from 'vitest';
import { decoded, encode } from '../test-support.ts';
import { neededFields, parsePipeline, runMingo } from './pipeline.ts';

function parse(...stages: Document[]): ReturnType<typeof parsePipeline> {
  return parsePipeline(stages.map(encode));
}

function run(stages: Document[], documents: Document[]): Document[] {
  return [...runMingo(documents, parse({ $limit: 1000 }, { $addFields: {} }, ...stages).rest)].map(decoded);
}

describe('a pipeline', () => {
  test('gives its head to the query planner', () => {
    const { query, byteStages, rest } = parse(
      { $match: { a: 1 } },
      { $match: { b: { $gt: 2 } } },
      { $sort: { c: -1 } },
      { $skip: 2 },
      { $limit: 3 },
      { $project: { a: 1 } },
    );
    expect(query).toMatchObject({ skip: 2, limit: 3, sort: [{ isDescending: true }] });
    expect(query.filter.conditions.map(({ path }) => path)).toEqual(['a', 'b']);
    expect(byteStages.map(({ kind }) => kind)).toEqual(['project']);
    expect(rest).toEqual([]);
  });

  test.for<[Document[], string[] | null]>([
    [
      [{ $group: { _id: { $hour: '$createDateTime' }, wh: { $sum: '$cumulateAmountWh' } } }],
      ['createDateTime', 'cumulateAmountWh'],
    ],
    [[{ $group: { _id: null, all: { $push: '$$ROOT' } } }], null],
    [
      [{ $addFields: { x: '$a.b' } }, { $group: { _id: '$x', n: { $sum: '$c' } } }],
      ['a', 'c', 'x'],
    ],
    [
      [{ $unwind: '$a' }, { $sort: { 'b.c': 1 } }, { $sortByCount: '$a' }],
      ['a', 'b'],
    ],
    [[{ $unwind: '$a' }], null],
    [[{ $project: { x: { $add: ['$a', 1] }, 'y.z': 1 } }], ['_id', 'a', 'x', 'y']],
    [[{ $project: { x: { $getField: 'hidden' } } }], null],
    [[{ $setWindowFields: { sortBy: { a: 1 }, output: { r: { $rank: {} } } } }], null],
    [[{ $replaceWith: '$a' }], ['a']],
  ])('%j needs %j', ([stages, expected]) => {
    const fields = neededFields(parse(...stages));
    expect(fields && [...fields].sort()).toEqual(expected);
  });

  test.for<[Document, number]>([
    [{ $lookup: { from: 'x', as: 'y', pipeline: [] } }, 40324],
    [{ $out: 'x' }, 40324],
    [{ $merge: 'x' }, 40324],
    [{ $unionWith: 'x' }, 40324],
    [{ $sample: { size: 1 } }, 40324],
    [{ $shout: 1 }, 40324],
    [{ $match: {}, $limit: 1 }, 40323],
    [{}, 40323],
    [{ $limit: 0 }, 15958],
    [{ $limit: 'x' }, 15958],
    [{ $skip: -1 }, 15956],
    [{ $sort: { a: 2 } }, 15975],
    [{ $count: '$n' }, 40156],
    [{ $count: 1 }, 40156],
    [{ $group: { n: { $sum: 1 } } }, 15955],
    [{ $group: { _id: 1, n: 1 } }, 40234],
    [{ $group: { _id: 1, n: { $sum: 1, $avg: 1 } } }, 40238],
    [{ $group: { _id: 1, n: { $median2: 1 } } }, 15952],
    [{ $project: { a: { $shout: 1 } } }, 168],
    [{ $addFields: { a: { $cond: [true, { $shout: 1 }, 2] } } }, 168],
    [{ $facet: { a: [{ $shout: 1 }] } }, 40324],
    [{ $unwind: '$a', x: 1 }, 40323],
  ])('%j is refused with %i', ([stage, code]) => {
    expect(() => parse({ $unwind: '$z' }, stage)).toThrow(expect.objectContaining({ code }));
  });
});

describe('what mingo computes', () => {
  const rows = [
    { k: 'a', v: 1, at: new Date(1) },
    { k: 'b', v: 5 },
    { k: 'a', v: null, at: new Date(3) },
    { k: 'a', at: new Date(2) },
  ];

  test('groups and accumulates as MongoDB does where values are missing', () => {
    const group = {
      _id: '$k',
      n: { $sum: 1 },
      sum: { $sum: '$v' },
      min: { $min: '$v' },
      max: { $max: '$at' },
      all: { $push: '$v' },
      set: { $addToSet: '$at' },
      first: { $first: '$v' },
      average: { $avg: '$v' },
    };
    expect(run([{ $group: group }, { $sort: { _id: -1 } }], rows)).toEqual([
      { _id: 'b', n: 1, sum: 5, min: 5, max: null, all: [5], set: [], first: 5, average: 5 },
      {
        _id: 'a',
        n: 3,
        sum: 1,
        min: 1,
        max: new Date(3),
        all: [1, null],
        set: [new Date(1), new Date(3), new Date(2)],
        first: 1,
        average: 1,
      },
    ]);
  });

  test('groups by dates, by several values, and missing together with null', () => {
    const dated = [{ d: new Date(5), x: 1 }, { d: new Date(5), x: 1 }, { d: null, x: 2 }, { x: 2 }];
    expect(run([{ $group: { _id: '$d', n: { $sum: 1 } } }, { $sort: { _id: 1 } }], dated)).toEqual([
      { _id: null, n: 2 },
      { _id: new Date(5), n: 2 },
    ]);
    expect(
      run([{ $group: { _id: { x: '$x', y: '$y' }, n: { $sum: 1 } } }, { $sort: { n: -1, '_id.x': 1 } }], dated),
    ).toEqual([
      { _id: { x: 1 }, n: 2 },
      { _id: { x: 2 }, n: 2 },
    ]);
  });

  test('runs along windows', () => {
    const window = {
      partitionBy: '$k',
      sortBy: { at: 1 },
      output: {
        rank: { $documentNumber: {} },
        sum: { $sum: '$v', window: { documents: [-1, 'current'] } },
        before: { $shift: { output: '$v', by: -1, default: null } },
      },
    };
    const timed = [3, 1, 2].map((time) => ({ k: 'a', v: time * 10, at: new Date(time) }));
    const result = run([{ $setWindowFields: window }, { $project: { _id: 0, rank: 1, sum: 1, before: 1 } }], timed);
    expect(result).toEqual([
      { rank: 1, sum: 10, before: null },
      { rank: 2, sum: 30, before: 10 },
      { rank: 3, sum: 50, before: 20 },
    ]);
  });

  test('matches and sorts within a pipeline as queries do', () => {
    const mixed = [{ v: 'x' }, { v: 2 }, { v: null }, {}, { v: new Date(0) }, { v: 1 }];
    expect(
      run([{ $unwind: { path: '$none', preserveNullAndEmptyArrays: true } }, { $sort: { v: -1 } }], mixed).map(
        ({ v }) => v,
      ),
    ).toEqual([new Date(0), 'x', 2, 1, null, undefined]);
    expect(
      run([{ $unwind: { path: '$none', preserveNullAndEmptyArrays: true } }, { $match: { v: { $gte: 2 } } }], mixed),
    ).toEqual([{ v: 2 }]);
  });

  test('does what the rest of the stages say', () => {
    const list = [
      { _id: 1, t: ['x', 'y'], n: 3 },
      { _id: 2, t: ['x'], n: 8 },
    ];
    expect(run([{ $unwind: '$t' }, { $sortByCount: '$t' }], list)).toEqual([
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ]);
    expect(run([{ $bucket: { groupBy: '$n', boundaries: [0, 5, 10] } }], list)).toEqual([
      { _id: 0, count: 1 },
      { _id: 5, count: 1 },
    ]);
    expect(
      run(
        [
          {
            $facet: {
              none: [{ $match: { n: 9 } }, { $count: 'c' }],
              a: [{ $match: { n: 3 } }, { $count: 'c' }],
              b: [{ $sort: { n: -1 } }, { $limit: 1 }],
            },
          },
        ],
        list,
      ),
    ).toEqual([{ none: [], a: [{ c: 1 }], b: [list[1]] }]);
    expect(
      run(
        [{ $replaceRoot: { newRoot: { id: '$_id' } } }, { $set: { x: { $add: ['$id', 1] } } }, { $unset: 'id' }],
        list,
      ),
    ).toEqual([{ x: 2 }, { x: 3 }]);
    expect(run([{ $group: { _id: null, at: { $max: { $add: [new Date(0), '$n'] } } } }], list)).toEqual([
      { _id: null, at: new Date(8) },
    ]);
  });

  test('large whole numbers leave as int64', () => {
    const [result] = runMingo(
      [{ v: 1_747_212_345_678 }, { v: 1 }],
      parse({ $group: { _id: null, m: { $max: '$v' } } }).rest,
    );
    expect(result).toEqual(encode({ _id: null, m: Long.fromNumber(1_747_212_345_678) }));
  });
});
