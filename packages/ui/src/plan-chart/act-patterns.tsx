import type { Act } from '@commonwatt/domain/scenario-bands';

/** The fill of what a home does: solid where it asks by itself, hatched where it answers; direction by colour and slant. */
export function actFill(act: Act, id: string): string {
  if (act === 'keeps') return 'var(--surface2)';
  return `url(#${id}${act})`;
}

/** The fills, for the `defs` of a drawing; `id` tells them from those of another drawing on the page. */
export function ActPatterns({ id }: { id: string }) {
  return (
    <>
      <pattern id={`${id}offers`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill="color-mix(in srgb, var(--give) 74%, var(--surface))" />
      </pattern>
      <pattern id={`${id}asks`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill="color-mix(in srgb, var(--receive) 68%, var(--surface))" />
      </pattern>
      <Hatch id={`${id}gives`} soft="var(--give-soft)" line="var(--give)" degrees={45} />
      <Hatch id={`${id}takes`} soft="var(--receive-soft)" line="var(--receive)" degrees={-45} />
      <pattern id={`${id}either`} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="9" height="9" fill="var(--surface2)" />
        <rect width="2" height="9" fill="var(--give)" />
        <rect width="9" height="2" fill="var(--receive)" />
      </pattern>
    </>
  );
}

function Hatch({ id, soft, line, degrees }: { id: string; soft: string; line: string; degrees: number }) {
  return (
    <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform={`rotate(${degrees})`}>
      <rect width="7" height="7" fill={soft} />
      <rect width="2" height="7" fill={line} />
    </pattern>
  );
}

/** A little piece of the fill, beside words that say the same. */
export function ActSwatch({ act }: { act: Act }) {
  const id = `swatch-${act}-`;
  return (
    <svg width="20" height="16" aria-hidden="true">
      <defs>
        <ActPatterns id={id} />
      </defs>
      <rect x="0.5" y="0.5" width="19" height="15" rx="4" fill={actFill(act, id)} stroke="var(--line2)" />
    </svg>
  );
}
