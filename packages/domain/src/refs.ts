import { z } from 'zod';
import { rule } from './refusals.ts';

/** Text that PostgreSQL can hold: anything but the NUL character. */
export const textSchema = z.string().refine((text) => !text.includes('\0'), rule('nulCharacter'));

/** A public code: any non-empty text of at most 128 characters. Codes are unique only within their parent. */
export const codeSchema = textSchema.min(1, 'must not be empty').max(128, 'must have at most 128 characters');

/** One cluster, by the codes that apis-ccc writes: a cluster shares one DC grid. */
export const clusterRefSchema = z.object({ communityId: codeSchema, clusterId: codeSchema });
export type ClusterRef = z.infer<typeof clusterRefSchema>;

/** One unit (home), by the codes that apis-ccc writes. */
export const unitRefSchema = clusterRefSchema.extend({ unitId: codeSchema });
export type UnitRef = z.infer<typeof unitRefSchema>;
