const protocolMajor = 3;

/** Reads what a PostgreSQL client sends over one connection and tells the SQL of each query it lets run. */
export function readPostgresQueries(onQuery: (sql: string) => void): (chunk: Buffer) => void {
  const statements = new Map<string, string>();
  const portals = new Map<string, string>();
  let rest: Buffer = Buffer.alloc(0);
  let isStarted = false;

  function take(type: string, body: Buffer): void {
    const [first = '', second = ''] = texts(body);
    if (type === 'Q') onQuery(first);
    if (type === 'P') statements.set(first, second);
    if (type === 'B') portals.set(first, statements.get(second) ?? '');
    if (type === 'E') onQuery(portals.get(first) ?? '');
  }

  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      // What comes before and with the start of a session has no type before its length.
      const lengthAt = isStarted ? 1 : 0;
      if (rest.length < lengthAt + 4) return;
      const end = lengthAt + rest.readInt32BE(lengthAt);
      if (rest.length < end) return;
      if (isStarted) take(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, end));
      else isStarted = rest.readInt16BE(4) === protocolMajor;
      rest = rest.subarray(end);
    }
  };
}

/** The texts, each closed by a zero byte, that a message begins with: at most two. */
function texts(body: Buffer): string[] {
  const firstEnd = body.indexOf(0);
  if (firstEnd < 0) return [];
  const secondEnd = body.indexOf(0, firstEnd + 1);
  const first = body.toString('utf8', 0, firstEnd);
  return secondEnd < 0 ? [first] : [first, body.toString('utf8', firstEnd + 1, secondEnd)];
}
