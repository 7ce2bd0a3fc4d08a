import 'i18next';
import type ui from '@commonwatt/ui/locales/en.json';
import type app from './locales/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    resources: { ui: typeof ui } & typeof app;
  }
}
