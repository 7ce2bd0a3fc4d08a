import type { FindingCode } from '@commonwatt/domain/scenario-findings';
import { errorCode, type Refused, refusalsOf } from '@commonwatt/ui/api-error.ts';
import { isText } from '@commonwatt/ui/texts.ts';
import { useTexts } from '@commonwatt/ui/use-texts.ts';
import { Suspense } from 'react';

const known = ['CONFLICT', 'PRECONDITION_FAILED', 'NOT_FOUND', 'BAD_REQUEST', 'FORBIDDEN'];

/** Why the server refused, where it knows what was wrong; else that it did not work. */
export function Refusal({ error }: { error: { message: string } }) {
  const { t } = useTexts('parts');
  if (!known.includes(errorCode(error) ?? '')) return t('notSaved');
  return refusalsOf(error).map((refused, index) => (
    <span key={index}>
      <RefusalText refused={refused} />{' '}
    </span>
  ));
}

/** A reason in the language of the page; one that this app does not know in English. */
export function RefusalText({ refused: { message, refusal } }: { refused: Refused }) {
  const { t } = useTexts('refusals');
  if (refusal === null) return <span lang="en">{message}</span>;
  const { code, values } = refusal;
  if (code === 'finding') {
    return (
      <Suspense>
        <FindingText message={message} values={values} />
      </Suspense>
    );
  }
  const key = `texts.${code}`;
  if (!isText('refusals', key)) return <span lang="en">{message}</span>;
  const noun = `nouns.${values.noun}`;
  return t(key, isText('refusals', noun) ? { ...values, noun: t(noun) } : values);
}

type FindingTextProps = { message: string; values: Readonly<Record<string, string | number>> };

/** What is wrong with a scenario, in the words of its editor. */
function FindingText({ message, values: { path = '', finding, ...values } }: FindingTextProps) {
  const { t } = useTexts('scenarios');
  const key = `findings.${finding as FindingCode}` as const;
  if (!isText('scenarios', key)) return <span lang="en">{message}</span>;
  return (
    <>
      {path !== '' && <code>{path}</code>} {t(key, values)}
    </>
  );
}
