import { createContext, use } from 'react';

type Query<Answer> = { query: () => Promise<Answer> };
type Mutation<Input, Answer> = { mutate: (input: Input) => Promise<Answer> };

export type AccountSession = {
  id: number;
  lastSeenAt: Date;
  address: string;
  userAgent: string;
  isCurrent: boolean;
};

/** What the parts about the own account ask of the server: the `signIn` procedures of either app's client. */
export type AccountApi = {
  current: Query<{ hasTotp: boolean } | null>;
  sessions: Query<AccountSession[]>;
  endSession: Mutation<{ id: number }, unknown>;
  proposeTotp: { mutate: () => Promise<{ secret: string; uri: string }> };
  confirmTotp: Mutation<{ code: string }, { recoveryCodes: string[] }>;
  disableTotp: Mutation<{ password: string }, unknown>;
  changePassword: Mutation<{ password: string; newPassword: string }, unknown>;
};

export const AccountApiContext = createContext<AccountApi | null>(null);

/** @throws outside of an `AccountApiContext`. */
export function useAccountApi(): AccountApi {
  const api = use(AccountApiContext);
  if (!api) throw new Error('There is no AccountApiContext around');
  return api;
}

/** What is asked by its name in the cache of the page: as tRPC names it, so that who is signed in is asked once. */
export const accountKeys = {
  current: [['signIn', 'current'], { type: 'query' }],
  sessions: [['signIn', 'sessions'], { type: 'query' }],
} as const;
