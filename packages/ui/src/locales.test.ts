import { readdirSync, readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { flatten } from '../compile-texts.ts';

const root = new URL('../../../', import.meta.url);
const places = ['packages/ui/src', 'apps/admin/src', 'apps/resident/src'];
const languages = readdirSync(new URL('packages/ui/src/locales/', root)).map((file) => file.replace('.json', ''));

function read(place: string, language: string): Map<string, string> {
  return new Map(flatten(JSON.parse(readFileSync(new URL(`${place}/locales/${language}.json`, root), 'utf8'))));
}

/** The names of the values in a message, wherever they stand in it. */
function valueNames(message: string): string[] {
  return [...new Set([...message.matchAll(/\{\s*([a-zA-Z]+)\s*[,}]/g)].map((match) => match[1] ?? ''))].sort();
}

/** What ends in s behind a value and is no plural. */
const noPlurals = ['answers', 'does', 'gives', 'has', 'is', 'less', 'logs', 'refers', 'this'];

/** Nouns in the plural behind a value, or behind a value and one word. What a plural rule chooses has `#` for its value. */
function barePlurals(message: string): string[] {
  const words = [...message.matchAll(/\{[a-zA-Z]+(?:, number[^}]*)?\} (?:[a-z]+ )?([a-z]+s)\b/g)];
  return words.map(([, word = '']) => word).filter((word) => !noPlurals.includes(word));
}

function sourceOf(place: string): string {
  const folder = new URL(`${place}/`, root);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  return files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
}

test.for(places)('%s: every text is a valid ICU message', (place) => {
  for (const language of languages) {
    for (const [key, message] of read(place, language)) {
      expect(() => compileMessage(message), `${language} ${key}`).not.toThrow();
    }
  }
});

test.for(
  places.flatMap((place) =>
    languages.filter((language) => language !== 'en').map((language) => [place, language] as const),
  ),
)('%s: %s has the same texts as English, with the same values in them', ([place, language]) => {
  const english = read(place, 'en');
  const other = read(place, language);
  expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, message] of english) {
    // A language may leave out a count that its plural forms do not tell apart in words.
    const wanted = valueNames(message);
    expect(wanted, key).toEqual(expect.arrayContaining(valueNames(other.get(key) ?? '')));
    expect(valueNames(other.get(key) ?? ''), key).toEqual(
      expect.arrayContaining(wanted.filter((name) => name !== 'count')),
    );
  }
});

test.for(places)('%s: nothing is counted in the plural that may be one', (place) => {
  for (const [key, message] of read(place, 'en')) expect(barePlurals(message), key).toEqual([]);
});

test.for(places)('%s: every text is used', (place) => {
  const source = places.map(sourceOf).join('\n');
  const unused = [...read(place, 'en').keys()].filter((path) => {
    const key = path.slice(path.indexOf('.') + 1);
    const parent = key.slice(0, key.lastIndexOf('.') + 1);
    return !source.includes(`'${key}'`) && !(parent && source.includes(`\`${parent}\${`));
  });
  expect(unused).toEqual([]);
});
