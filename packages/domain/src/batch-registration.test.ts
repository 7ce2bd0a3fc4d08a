import { expect, test } from 'vitest';
import { readBatch } from './batch-registration.ts';

test('CSV with a byte order mark, quotes, empty fields and columns in any order', () => {
  const { rows, problems } = readBatch(
    '\uFEFFunit,cluster,community,unit_name,available_from,residents\r\nE001,k,c,"House, 1",2026-04-01T00:00:00+09:00,taro; hana\r\n\r\nE002,k,c,,,\r\n',
  );
  expect(problems).toEqual([]);
  expect(rows).toMatchObject([
    {
      position: 1,
      unitId: 'E001',
      unitName: 'House, 1',
      residents: ['taro', 'hana'],
      availableFrom: new Date('2026-03-31T15:00:00Z'),
    },
    { position: 2, unitId: 'E002', unitName: null, residents: [], availableFrom: null, timeZone: null },
  ]);
});

test('JSON says the same', () => {
  const { rows } = readBatch('[{ "community": "c", "cluster": "k", "unit": "E001", "residents": ["taro", "taro"] }]');
  expect(rows).toMatchObject([{ position: 1, communityId: 'c', residents: ['taro'] }]);
});

test.for([
  ['a missing column', 'community,cluster\nc,k\n', 1, 'unit: ', 'needed'],
  ['an unknown column', 'community,cluster,unit,colour\nc,k,E1,red\n', 1, 'colour', 'unknownNames'],
  ['an empty id', 'community,cluster,unit\nc,,E1\n', 1, 'cluster: must not be empty', 'empty'],
  ['a number for an id', '[{ "community": 5, "cluster": "k", "unit": "E1" }]', 1, 'community: ', 'wrongType'],
  ['a zone that is none', 'community,cluster,unit,time_zone\nc,k,E1,Mars\n', 1, 'time_zone: must be an', 'noTimeZone'],
  [
    'a day for an instant',
    'community,cluster,unit,available_to\nc,k,E1,2026-04-01\n',
    1,
    'available_to: must be an instant',
    'noInstant',
  ],
  ['a home that is there twice', 'community,cluster,unit\nc,k,E1\nc,k,E1\n', 2, 'E1 is there twice', 'twice'],
  ['a row that is too short', 'community,cluster,unit\nc,k\n', 0, 'Line 2 has 2 fields', 'rowLength'],
  ['a quotation mark that stays open', 'community,cluster,unit\nc,k,"E1\n', 0, 'in line 2', 'quotes'],
  ['a quotation mark amid a field', 'community,cluster,unit\nc,k,E"1"\n', 0, 'in line 2', 'quotes'],
  ['JSON that breaks off', '[{', 0, 'JSON', 'noJson'],
] as const)('%s is listed with its position, a sentence and a code', ([, text, position, reason, code]) => {
  const { problems } = readBatch(text);
  expect(problems[0]?.position).toBe(position);
  expect(problems[0]?.reason).toContain(reason);
  expect(problems[0]?.refusal?.code).toBe(code);
});
