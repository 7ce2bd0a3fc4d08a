import { readFile } from 'node:fs/promises';

type Texts = { [key: string]: string | Texts };

const catalogs = ['packages/ui', 'apps/admin', 'apps/resident'].map((owner) => `../../${owner}/src/locales/`);

/** Parts of messages that are English and have another wording in Japanese; none of them belongs on a Japanese page. */
export async function readEnglishTexts(): Promise<string[]> {
  const found = new Set<string>();
  for (const catalog of catalogs) {
    const [english, japanese] = await Promise.all(
      ['en', 'ja'].map((language) => readTexts(`${catalog}${language}.json`)),
    );
    for (const [key, message] of english ?? []) {
      for (const part of fixedParts(message)) if (!japanese?.get(key)?.includes(part)) found.add(part);
    }
  }
  return [...found];
}

async function readTexts(path: string): Promise<Map<string, string>> {
  return flatten(JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8')));
}

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** What of a message in ICU format is always there: without placeholders and the words of the format itself. */
function fixedParts(message: string): string[] {
  return message
    .replace(/\{\w+, plural,|\{\w+\}|(=\d+|one|other) \{|[{}#]/g, '\n')
    .split('\n')
    .map((part) => part.trim().replace(/^[\s,.;:·()]+|[\s,.;:·()]+$/g, ''))
    .filter((part) => /[A-Za-z]{3}/.test(part));
}
