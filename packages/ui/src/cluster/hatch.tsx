/** The pattern of everything that is late. One per page is enough; shapes refer to it by name. */
export function HatchPattern() {
  return (
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="2" height="6" fill="var(--hatch)" />
    </pattern>
  );
}
