// MongoDB's own error codes, so that clients branch on them as they would on a real server.
const CODES = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  ExceededMemoryLimit: 146,
  InvalidPipelineOperator: 168,
  QueryPlanKilled: 175,
  CursorKilled: 237,
  ChangeStreamFatalError: 280,
  ChangeStreamHistoryLost: 286,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  CursorInUse: 12051,
  OutOfDiskSpace: 14031,
  KeyTooLong: 17280,
  InternalError: 1,
} as const;

export type ErrorName = keyof typeof CODES;

/** An answer with `ok: 0`; `details` are further fields of the answer, such as `keyPattern` of a duplicate key. */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly details: Readonly<Record<string, unknown>>;

  /** A `code` without a name of its own is given as a number and called `Location<number>`, as MongoDB does. */
  constructor(code: ErrorName | number, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = typeof code === 'number' ? code : CODES[code];
    this.codeName = typeof code === 'number' ? `Location${code}` : code;
    this.details = details;
  }
}

/** What a command answers for `error`. Anything that is not a `MongoError` is a defect of ours or bad input that a library refused. */
export function errorReply(error: unknown): Record<string, unknown> {
  const { code, codeName, message, details } = asMongoError(error);
  return { ok: 0, errmsg: message, code, codeName, ...details };
}

/** Wraps what mingo, bson and the file system throw; mingo's refusals are about the query, hence `BadValue`. */
export function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (!(error instanceof Error)) return new MongoError('InternalError', String(error));
  if ('code' in error && error.code === 'ENOSPC') return new MongoError('OutOfDiskSpace', error.message);
  if (error.constructor.name === 'MingoError' || error.name === 'BSONError') {
    return new MongoError('BadValue', error.message);
  }
  return new MongoError('InternalError', error.message);
}
