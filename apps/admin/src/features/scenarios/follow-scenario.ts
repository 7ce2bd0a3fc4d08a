import { applyPatch, structuredPatch } from 'diff';
import { fieldsOf, type ScenarioFields } from './scenario-types.ts';

/**
 * A draft after somebody else has changed the scenario that it began with (`base`), as it is now (`stored`): what was typed
 * stays, what was not follows them, line by line of the rules. `isTextKept`: both changed the same lines, so all of the
 * typed rules stay and theirs are not in them.
 */
export function followScenario(
  base: ScenarioFields,
  draft: ScenarioFields,
  stored: ScenarioFields,
): { draft: ScenarioFields; isTextKept: boolean } {
  const pick = <Key extends keyof ScenarioFields>(key: Key) => (draft[key] === base[key] ? stored[key] : draft[key]);
  const text = mergedText(base.data ?? '', draft.data ?? '', stored.data ?? '');
  const isScopeTyped = scopeKey(draft) !== scopeKey(base);
  return {
    draft: {
      // A scope is one choice: half of theirs and half of one's own is neither.
      ...fieldsOf(isScopeTyped ? draft : stored),
      name: pick('name'),
      description: pick('description'),
      data: text ?? draft.data,
    },
    isTextKept: text === null,
  };
}

function scopeKey({ communityCode, clusterCode, unitCode }: ScenarioFields): string {
  return JSON.stringify([communityCode, clusterCode, unitCode]);
}

/** Both ways of changing a text in one; null where they touch the same lines. */
function mergedText(base: string, mine: string, theirs: string): string | null {
  if (mine === base) return theirs;
  if (theirs === base || theirs === mine) return mine;
  // A text field has no other ends of lines than its own.
  const [from, to, typed] = [base, theirs, mine].map((text) => text.replaceAll('\r\n', '\n')) as [
    string,
    string,
    string,
  ];
  const merged = applyPatch(typed, structuredPatch('', '', from, to));
  return merged === false ? null : merged;
}
