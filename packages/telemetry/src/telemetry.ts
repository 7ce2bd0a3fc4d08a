import { type Collection, type Db, type Document, MongoClient } from 'mongodb';
import { createUnreadableCounter, type UnreadableCounter } from './unreadable.ts';

/** Documents of other writers: `_id` is an ObjectId in some, a text of 24 hex digits in others, and never used. */
export type TelemetryDocument = Document;

/** The store that apis-ccc and apis-log write to. Queries take it as their first argument. */
export type Telemetry = {
  db: Db;
  /** What could not be read so far, by collection. */
  unreadable: UnreadableCounter;
  close(): Promise<void>;
};

export type TelemetryOptions = {
  uri: string;
  database: string;
  /** Told about each kind of unreadable document, at most once a minute. */
  warn?: (message: string) => void;
  /** Lets a test or a measurement see each command that is sent. */
  monitorCommands?: boolean;
};

/**
 * Connects to MongoDB. An unreachable server fails a query after 3 s instead of blocking it for the driver's 30 s;
 * the driver connects again by itself.
 */
export function openTelemetry(options: TelemetryOptions): Telemetry {
  const { uri, database, warn = () => {}, monitorCommands = false } = options;
  const client = new MongoClient(uri, {
    appName: 'commonwatt',
    monitorCommands,
    serverSelectionTimeoutMS: 3_000,
    connectTimeoutMS: 3_000,
    heartbeatFrequencyMS: 2_000,
    maxPoolSize: 20,
    ignoreUndefined: true,
  });
  return { db: client.db(database), unreadable: createUnreadableCounter(warn), close: () => client.close() };
}

export function unitDataCollection({ db }: Telemetry): Collection<TelemetryDocument> {
  return db.collection('unitData');
}

export function dealCollection({ db }: Telemetry): Collection<TelemetryDocument> {
  return db.collection('deal');
}
