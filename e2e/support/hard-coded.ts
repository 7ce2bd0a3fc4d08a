import type { Page } from '@playwright/test';
import { readSpokenTexts } from './spoken-texts.ts';

/**
 * What is said outside of messages rightly: names that people gave, what `Intl` says of dates, ages and zones in the
 * language of the page, units of measurement, and keys of the keyboard.
 */
const notMessages: RegExp[] = [
  // Ids of deals, whole and in short; first, as a part of one may look like a name.
  /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{24}\b|\b[0-9a-f]{8}\b|…[0-9a-f]{6}/g,
  /Hikari Hills|OSS Community|OSS Cluster|North Loop|East Terrace|House \d\d|Commonwatt/g,
  /\b(staff|admin|mori|[eh]\d{3}|E\d{3})\b/gi,
  /\b[a-z]+(_[a-z]+)+\b/gi,
  /nowhere|\bCSV\b|\bapis-(main|ccc|log)\b/g,
  /\b(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Satu?r?|Sun)(day)?\b/g,
  /\b(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\b/g,
  /\b(JST|UTC|GMT|CET|CEST)\b/g,
  /\b(sec|min|hr|hrs|day|days|hours?|minutes?|seconds?|yesterday|today|ago|AM|PM|at)\b/g,
  /\b(English|Japanese|日本語)\b|日本語/g,
  /\b(Ctrl|Esc|[mk]?Wh?|Mozilla.*)\b/g,
  // What the demo's scenarios are called and how they are described, and what their texts are made of.
  /Balanced|Evening saver|Good neighbour|Keep full|"\w+"\s*:/g,
  /\b(Low|High|Normal|NORMAL)\b( (rsoc|priority|deal)\b)?/gi,
  /\b(JUST_FOR_E001|Deal)\b/g,
];

/** Words on a page that are in no message and not `given` by people: of a build with `PSEUDO_TEXTS=1`, what stands outside of ⟦ and ⟧. */
export async function findHardCoded(page: Page, given: readonly string[] = []): Promise<string[]> {
  const said = await readSpokenTexts(page);
  return [...new Set(said)].filter((text) => {
    const own = given.reduce((rest, name) => rest.replaceAll(name, ''), withoutMessages(text));
    const outside = notMessages.reduce((rest, pattern) => rest.replaceAll(pattern, ''), own);
    return /[A-Za-z]{3}|[\u3041-\u30ff]/.test(outside);
  });
}

/** A message may hold another one, and text nodes may hold a part of one only. */
function withoutMessages(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  }
  return rest;
}
