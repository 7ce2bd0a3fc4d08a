import { readFileSync } from 'node:fs';
import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { expect, test } from 'vitest';

type Theme = 'light' | 'dark';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
    match[1],
    { light: match[2] ?? '', dark: match[3] ?? '' },
  ]),
);

function colour(name: string, theme: Theme): Color {
  const parsed = parse(tokens.get(name)?.[theme] ?? '');
  if (!parsed) throw new Error(`no token --${name}`);
  return parsed;
}

const themes: Theme[] = ['light', 'dark'];
const grounds = ['bg', 'surface', 'surface2'];
const roles = ['solar', 'battery', 'grid', 'load', 'give', 'receive'];
const statuses = ['ok', 'warn', 'fail', 'stale'];
const textPairs = [
  ...['ink', 'ink2', 'ink3', 'accent'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...roles.flatMap((role) => [...grounds, `${role}-soft`].map((ground) => [`${role}-text`, ground])),
  ...statuses.flatMap((status) => [...grounds, `${status}-soft`].map((ground) => [status, ground])),
  ['accent-ink', 'accent'],
  ['accent', 'accent-soft'],
  ['fail-ink', 'fail'],
  ['ink', 'battery-body'],
] as [string, string][];

test.for(themes.flatMap((theme) => textPairs.map((pair) => [theme, ...pair] as const)))(
  '%s: text %s on %s has a contrast of 4.5:1 or more',
  ([theme, text, ground]) => {
    expect(wcagContrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  },
);

// Solar on light always has its edge, so the edge is what must be seen.
const fills = [
  'solar-edge',
  'battery',
  'grid',
  'load',
  'give',
  'receive',
  'warn-mark',
  'fail',
  'stale',
  'offline',
  'crown',
];

test.for(themes.flatMap((theme) => fills.map((fill) => [theme, fill] as const)))(
  '%s: fill %s has a contrast of 3:1 or more on cards',
  ([theme, fill]) => {
    expect(wcagContrast(colour(fill, theme), colour('surface', theme))).toBeGreaterThanOrEqual(3);
  },
);

const visions: Record<string, (seen: Color) => Color> = {
  'full colour vision': (seen) => seen,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
};
const difference = differenceCiede2000();

test.for(themes.flatMap((theme) => Object.entries(visions).map(([name, see]) => [theme, name, see] as const)))(
  '%s: the six roles stay apart with %s',
  ([theme, , see]) => {
    for (const [i, one] of roles.entries()) {
      for (const other of roles.slice(i + 1)) {
        const apart = difference(see(colour(one, theme)), see(colour(other, theme)));
        expect(apart, `${one} and ${other}`).toBeGreaterThanOrEqual(9);
      }
    }
  },
);
