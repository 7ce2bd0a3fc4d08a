import type { Page } from '@playwright/test';

/** What is to be typed as it stands, said in its own language, or named by the programs that wrote it. */
const notTranslated = 'script, style, code, textarea, [lang]:not(html), [class*="fieldTable"]';

/** Everything a page says, to the eye or to a screen reader, as far as it is the page's own wording. */
export function readSpokenTexts(page: Page): Promise<string[]> {
  return page.evaluate((foreign) => {
    const said = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest(foreign)) said.push(node.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) said.push(element.getAttribute(name) ?? '');
    }
    return said.filter((text) => text.trim() !== '');
  }, notTranslated);
}
