import { formatClockSeconds, formatDay } from '@commonwatt/ui/format/time.ts';
import { stepFocus } from '@commonwatt/ui/step-focus.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Fragment, memo, type ReactNode, useState } from 'react';
import styles from './log-lines.module.css';

export type LogLine = {
  key: string;
  atMs: number;
  level: string | null;
  programId: string | null;
  unitId: string | null;
  logger: string | null;
  thread: string | null;
  message: string;
};

type LogLinesProps = {
  label: string;
  lines: readonly LogLine[];
  timeZone: string;
  /** A text between the lines up to an instant and those after it. */
  mark?: { afterMs: number; text: string };
  /** What to say when there is none. */
  empty: string;
};

/** Up to so many lines are all laid out: nothing is gained by leaving out a few, and none of them has a guessed height. */
const allLaidOutUpTo = 50;

/**
 * Log lines as they were written, in the order given; each opens to where in the program it comes from. They are one stop
 * of the Tab key, arrow keys step through them.
 */
export function LogLines({ label, lines, timeZone, mark, empty }: LogLinesProps) {
  const { language } = useTexts('parts');
  const [steppedTo, setSteppedTo] = useState<string | null>(null);
  if (lines.length === 0) return <p className={styles.empty}>{empty}</p>;
  const markAt = mark ? lines.findIndex(({ atMs }) => atMs > mark.afterMs) : -1;
  const lastAtMs = lines.at(-1)?.atMs ?? 0;
  const stop = lines.find(({ key }) => key === steppedTo) ?? lines[0];
  const isMarkLast = mark !== undefined && markAt === -1 && lastAtMs <= mark.afterMs;
  return (
    <ol
      className={styles.lines}
      aria-label={label}
      data-many={lines.length > allLaidOutUpTo || undefined}
      onKeyDown={(event) => stepFocus(event, 'summaries')}
      onFocus={({ currentTarget, target }) => {
        const at = [...currentTarget.querySelectorAll('details')].findIndex((one) => one.contains(target));
        setSteppedTo(lines[at]?.key ?? null);
      }}
    >
      {lines.map((line, i) => (
        <Fragment key={line.key}>
          {mark && i === markAt && <li className={styles.mark}>{mark.text}</li>}
          {dayBefore(i)}
          <Line line={line} timeZone={timeZone} isStop={line === stop} />
        </Fragment>
      ))}
      {isMarkLast && <li className={styles.mark}>{mark.text}</li>}
    </ol>
  );

  /** The day before a line that begins another one: it stays in sight over the lines of it. */
  function dayBefore(i: number): ReactNode {
    const day = formatDay(lines[i]?.atMs ?? 0, timeZone, language);
    const previous = lines[i - 1];
    return previous && formatDay(previous.atMs, timeZone, language) === day ? null : (
      <li className={styles.day}>{day}</li>
    );
  }
}

type LineProps = {
  line: LogLine;
  timeZone: string;
  isStop: boolean;
};

const Line = memo(function Line({ line, timeZone, isStop }: LineProps) {
  const { t, language } = useTexts('parts');
  const { atMs, level, programId, unitId, logger, thread, message } = line;
  return (
    <li className={styles.line} data-level={level ?? undefined}>
      <details>
        <summary tabIndex={isStop ? 0 : -1}>
          <time dateTime={new Date(atMs).toISOString()}>{formatClockSeconds(atMs, timeZone, language)}</time>
          <code className={styles.level}>{level ?? '–'}</code>
          <code className={styles.program}>{unitId ?? programId ?? '–'}</code>
          <code className={styles.message}>{firstLine(message)}</code>
        </summary>
        <pre lang="en">{message}</pre>
        <dl className={styles.origin}>
          <dt>{t('log.instant')}</dt>
          <dd>
            <code>{new Date(atMs).toISOString()}</code>
          </dd>
          <dt>{t('log.program')}</dt>
          <dd>
            <code>{programId ?? '–'}</code>
          </dd>
          <dt>{t('log.logger')}</dt>
          <dd>
            <code>{logger ?? '–'}</code>
          </dd>
          <dt>{t('log.thread')}</dt>
          <dd>
            <code>{thread ?? '–'}</code>
          </dd>
        </dl>
      </details>
    </li>
  );
});

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
