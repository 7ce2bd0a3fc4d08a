import { expect, test } from 'vitest';
import { isSameOriginRequest, type OriginHeaders } from './same-origin.ts';

const own = { publicUrl: null, host: 'power.example:8000' };
const configured = { publicUrl: 'https://power.example', host: 'inside:8000' };

test.for<[OriginHeaders, typeof own | typeof configured, boolean]>([
  [{}, own, false],
  [{ 'sec-fetch-site': 'same-origin' }, own, true],
  [{ 'sec-fetch-site': 'same-site' }, own, false],
  [{ 'sec-fetch-site': 'cross-site', referer: 'http://power.example:8000/' }, own, false],
  [{ 'sec-fetch-site': 'none' }, own, false],
  [{ origin: 'http://power.example:8000' }, own, true],
  [{ origin: 'http://power.example' }, own, false],
  [{ origin: 'http://evil.example', referer: 'http://power.example:8000/' }, own, false],
  [{ origin: 'null' }, own, false],
  [{ referer: 'http://power.example:8000/static/page.html?x' }, own, true],
  [{ referer: 'http://power.example:8000.evil.example/' }, own, false],
  [{ referer: 'http://power.example:8000@evil.example/' }, own, false],
  [{ referer: 'nonsense' }, own, false],
  [{ referer: '' }, own, false],
  [{ origin: 'https://power.example' }, configured, true],
  [{ referer: 'https://power.example/admin/' }, configured, true],
  [{ origin: 'http://power.example' }, configured, false],
  [{ origin: 'http://inside:8000' }, configured, false],
])('%o at %o', ([headers, at, isOwn]) => {
  expect(isSameOriginRequest(headers, at)).toBe(isOwn);
});
