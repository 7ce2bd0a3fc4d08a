import { expect, test } from 'vitest';
import { liveSearchSchema } from './live-search.ts';

test.for([
  [{}, {}],
  [
    { layout: 'table', labels: 'all', unit: 'E007', deal: 'd1' },
    { layout: 'table', labels: 'all', unit: 'E007', deal: 'd1' },
  ],
  [{ layout: 'pie', labels: 3, unit: ['E1'], deal: 'x'.repeat(129) }, {}],
  [{ layout: 'ring', other: 'kept out' }, { layout: 'ring' }],
])('a link %j is the view %j', ([search, view]) => {
  expect(liveSearchSchema.parse(search)).toEqual(view);
});
