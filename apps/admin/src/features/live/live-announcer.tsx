import type { Scene } from '@commonwatt/ui/cluster/scene.ts';
import { formatPower, quantityText } from '@commonwatt/ui/format/quantity.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useEffect, useRef, useState } from 'react';

const atMostEveryMs = 30_000;

/** Tells screen readers how things stand, politely and at most every thirty seconds. */
export function LiveAnnouncer({ scene }: { scene: Scene }) {
  const { t, language } = useTexts('live');
  const [announced, setAnnounced] = useState('');
  const text = t('summaryLive', {
    moving: quantityText(formatPower(scene.movingW, language)),
    deals: scene.deals.length,
    attention: scene.units.filter((unit) => unit.status !== 'ok').length,
  });
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  useEffect(() => {
    const timer = setInterval(() => setAnnounced(latest.current), atMostEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="visually-hidden" aria-live="polite">
      {announced}
    </p>
  );
}
