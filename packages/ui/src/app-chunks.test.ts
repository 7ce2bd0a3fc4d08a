import { expect, test } from 'vitest';
import { nameChunks } from '../app-chunks.ts';

type Imports = Record<string, { now?: string[]; later?: string[] }>;

const options = { except: /mutation/, small: /tiny/, start: '/start.ts', pages: '/pages.ts' };

function chunksOf(imports: Imports, isSharedFirst = true): Record<string, string> {
  const importsOf = (id: string) => ({ now: imports[id]?.now ?? [], later: imports[id]?.later ?? [] });
  const mentioned = Object.values(imports).flatMap(({ now = [], later = [] }) => [...now, ...later]);
  const all = [...new Set([...Object.keys(imports), ...mentioned])];
  return Object.fromEntries(nameChunks({ all, importsOf }, ['/main.ts'], { ...options, isSharedFirst }));
}

const deals = '/src/features/deals/deals-page.tsx';
const units = '/src/features/units/units-page.tsx';
const unit = '/src/features/units/unit-page.tsx';
const react = '/node_modules/react-dom/client.js';
const charts = '/node_modules/recharts/index.js';

const app: Imports = {
  '/main.ts': { now: ['/ahead.ts'], later: ['/start.ts'] },
  '/start.ts': { now: ['/app.tsx'] },
  '/ahead.ts': { now: ['/pages.ts', '/language.ts'] },
  '/pages.ts': { later: [deals, units, unit] },
  '/app.tsx': { now: [react, '/node_modules/query/index.js', '/pages.ts', '/shell.tsx'] },
  '/node_modules/query/index.js': { now: ['/node_modules/query/mutation.js'] },
  [deals]: { now: ['/table.tsx', react], later: ['/src/features/deals/chord.tsx'] },
  [units]: { now: ['/table.tsx', '/unit-extras.ts'] },
  [unit]: { now: ['/unit-extras.ts', '/only-here.ts'], later: ['/src/features/units/charts.tsx'] },
  '/src/features/deals/chord.tsx': { now: [charts, '/tiny.ts'] },
  '/src/features/units/charts.tsx': { now: [charts, '/tiny.ts'] },
};

test.for([
  ['what runs before the rest', '/language.ts', 'ahead'],
  ['the app', '/shell.tsx', 'first'],
  ['React', react, 'react'],
  ['another library of the app', '/node_modules/query/index.js', 'libraries'],
  ['what pages of several features share', '/table.tsx', 'first'],
  ['what pages of one feature share', '/unit-extras.ts', 'units'],
  ['what is too small for a file', '/tiny.ts', 'first'],
] as const)('%s: a chunk by name', ([, id, name]) => {
  expect(chunksOf(app)[id]).toBe(name);
});

test.for([
  ['what an index imports and nobody uses at first', '/node_modules/query/mutation.js'],
  ['what one page has for itself', '/only-here.ts'],
  ['a page', deals],
  ['what only parts share that are loaded after their pages', charts],
] as const)('%s: as the bundler does it', ([, id]) => {
  expect(chunksOf(app)[id]).toBeUndefined();
});

test('where the first chunk has no room, the bundler cuts what pages of several features share', () => {
  expect(chunksOf(app, false)['/table.tsx']).toBeUndefined();
});
