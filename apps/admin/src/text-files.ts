import type { TextFiles } from '@commonwatt/ui/text-files.ts';

/** The texts of this app. */
export const textFiles: TextFiles = import.meta.glob('./locales/*.json', { eager: true, import: 'default' });
