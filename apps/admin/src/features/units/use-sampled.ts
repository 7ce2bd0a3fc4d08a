import { useEffect, useRef, useState } from 'react';

/** A value as it was when it was looked at last, each `everyMs`: so that sorted rows do not jump while one reads them. */
export function useSampled<Value>(value: Value, everyMs: number): Value {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  const [sample, setSample] = useState(value);
  useEffect(() => {
    const timer = setInterval(() => setSample(latest.current), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  // What is there for the first time is shown at once.
  return sample ?? value;
}
