import { ScrollArea } from '@commonwatt/ui/scroll-area.tsx';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { diffLines } from 'diff';
import { Card } from '../../parts/card.tsx';
import styles from './scenarios.module.css';

/** What would change, unless that is nothing. */
export function ScenarioDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTexts('scenarios');
  if (before === after) return null;
  return (
    <Card title={t('diff')}>
      <ScrollArea label={t('diff')} className={styles.diff}>
        <DiffLines before={before} after={after} />
      </ScrollArea>
    </Card>
  );
}

/** The lines that go and those that come, with the others folded to a few around them. */
export function DiffLines({ before, after }: { before: string; after: string }) {
  // A text field has no other ends of lines than its own.
  const parts = diffLines(before, after, { stripTrailingCr: true });
  return (
    <pre>
      {parts.map((part, i) => {
        const key = `${i} ${part.count}`;
        if (part.added) return <ins key={key}>{marked(part.value, '+ ')}</ins>;
        if (part.removed) return <del key={key}>{marked(part.value, '− ')}</del>;
        return (
          <span key={key}>
            {marked(folded(part.value, { isFirst: i === 0, isLast: i === parts.length - 1 }), '  ')}
          </span>
        );
      })}
    </pre>
  );
}

const shownAround = 3;

function marked(text: string, mark: string): string {
  return text.replace(/^(?=.)/gm, mark);
}

/** Unchanged lines, of which only those beside a change are worth showing. */
function folded(text: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const head = isFirst ? [] : lines.slice(0, shownAround);
  const tail = isLast ? [] : lines.slice(-shownAround);
  if (head.length + tail.length >= lines.length) return text;
  return [...head, '⋯', ...tail, ''].join('\n');
}
