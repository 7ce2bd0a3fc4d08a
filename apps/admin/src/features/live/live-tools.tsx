import { type LayoutName, ringFits, type Size } from '@commonwatt/ui/cluster/layout.ts';
import { Icon, type IconName } from '@commonwatt/ui/icons.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import type { LiveSearch } from './live-search.ts';
import styles from './live-tools.module.css';

type LiveToolsProps = {
  layout: LayoutName;
  labels: 'quiet' | 'deals' | 'all';
  unitCount: number;
  room: Size;
  onChange: (next: Partial<LiveSearch>) => void;
};

const layouts: { layout: LayoutName; icon: IconName }[] = [
  { layout: 'ring', icon: 'ring' },
  { layout: 'grid', icon: 'grid' },
  { layout: 'levels', icon: 'levels' },
  { layout: 'table', icon: 'table' },
];
const labelChoices = [
  { labels: 'quiet', text: 'quiet' },
  { labels: undefined, text: 'deals' },
  { labels: 'all', text: 'allWatts' },
] as const;

/** How the cluster is drawn, how much is written on it, and full screen. */
export function LiveTools({ layout, labels, unitCount, room, onChange }: LiveToolsProps) {
  const { t } = useTexts('live');
  const isRingPossible = ringFits(unitCount, room);
  useShortcuts({ f: toggleFullScreen });
  return (
    <div className={styles.tools}>
      <fieldset className={styles.group}>
        <legend className="visually-hidden">{t('layout')}</legend>
        {layouts
          .filter((one) => one.layout !== 'levels' || unitCount > 40)
          .map((one) => {
            const isImpossible = one.layout === 'ring' && !isRingPossible;
            return (
              <button
                key={one.layout}
                type="button"
                aria-pressed={layout === one.layout}
                disabled={isImpossible}
                title={isImpossible ? t('ringTooMany') : undefined}
                onClick={() => onChange({ layout: one.layout })}
              >
                <Icon name={one.icon} size={14} />
                {t(one.layout)}
              </button>
            );
          })}
      </fieldset>
      {layout === 'ring' && (
        <fieldset className={styles.group}>
          <legend className="visually-hidden">{t('labels')}</legend>
          {labelChoices.map((one) => (
            <button
              key={one.text}
              type="button"
              aria-pressed={labels === (one.labels ?? 'deals')}
              onClick={() => onChange({ labels: one.labels })}
            >
              {t(one.text)}
            </button>
          ))}
        </fieldset>
      )}
      <span className={styles.space} />
      <button
        type="button"
        className={styles.icon}
        aria-label={t('wall')}
        title={t('wallHint')}
        onClick={() => onChange({ wall: 1 })}
      >
        <Icon name="wall" size={16} />
      </button>
      <button
        type="button"
        className={styles.icon}
        aria-label={t('fullScreen')}
        title={t('fullScreen')}
        onClick={toggleFullScreen}
      >
        <Icon name="fullScreen" size={16} />
      </button>
    </div>
  );
}

function toggleFullScreen(): void {
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
}
