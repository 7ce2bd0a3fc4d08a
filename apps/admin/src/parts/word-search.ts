/** A test for texts that have every word that was typed, in any order and case; nothing typed fits all. */
export function wordSearch(typed: string): (text: string) => boolean {
  const words = wordsOf(typed);
  return (text) => {
    const lower = text.toLowerCase();
    return words.every((word) => lower.includes(word));
  };
}

/** The words of what was typed, in lower case. */
export function wordsOf(typed: string): string[] {
  return typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
}
