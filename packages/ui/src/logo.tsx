/** The mark of Commonwatt: homes on a common ring. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <circle cx="16" cy="16" r="10.5" fill="none" stroke="var(--line2)" strokeWidth="2.4" />
      <path
        d="M6.9 10.8A10.5 10.5 0 0 0 21 25.2"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="8.4" cy="8.8" r="3.6" fill="var(--give)" />
      <circle cx="23.6" cy="23.4" r="3.6" fill="var(--receive)" />
      <circle cx="24.4" cy="8.6" r="3" fill="var(--accent)" />
    </svg>
  );
}
