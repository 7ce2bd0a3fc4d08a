/** A sample as it appeared on the screen. */
export type Painted = { unitId: string; mark: number; paintedAtMs: number };

declare global {
  interface Window {
    /** What was painted since the last call; there once `observePaintedMarks` has run in the page. */
    takePaintedMarks: () => Painted[];
  }
}

/**
 * Runs inside the page, so it may use nothing from outside: notes when the home use of each unit, as the table shows it, has
 * been painted. A change of the document is seen by an observer; the frame that contains it has been painted when the
 * second animation frame after it begins.
 */
export function observePaintedMarks(): void {
  const table = document.querySelector('main table') ?? document.querySelector('table');
  const headings = [...(table?.querySelectorAll('thead th') ?? [])];
  const column = headings.findIndex((heading) => heading.textContent?.startsWith('Home use'));
  if (!table || column < 0) throw new Error('there is no table with a column "Home use"');
  const painted: Painted[] = [];
  // Not as a property of an object: the name that tsx would give the function is not known in the page.
  window.takePaintedMarks = () => painted.splice(0);

  const observer = new MutationObserver((changes) => {
    const rows = new Set<HTMLTableRowElement>();
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const cell = element?.closest('td');
      const row = cell?.cellIndex === column ? cell.closest('tr') : null;
      if (row) rows.add(row);
    }
    if (rows.size === 0) return;
    const marks = [...rows].map((row) => ({
      unitId: row.querySelector('th button')?.textContent ?? '',
      mark: Number.parseInt(row.cells[column]?.textContent ?? '', 10),
    }));
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const paintedAtMs = performance.timeOrigin + performance.now();
        for (const mark of marks) painted.push({ ...mark, paintedAtMs });
      }),
    );
  });
  observer.observe(table, { subtree: true, characterData: true, childList: true });
}
