import type { Plugin } from 'vite';

/** The statement that gives tRPC's class for WebSockets its counter: an effect, for which the class is kept. */
const counter = /^(?=.*\(WsConnection, "connectCount", 0\))/m;

/** Vite plugin: leaves out tRPC's code for WebSockets. Both apps listen to event streams; only a helper beside it is used. */
export function withoutWebSockets(): Plugin {
  return {
    name: 'commonwatt-without-web-sockets',
    apply: 'build',
    transform(code, id) {
      if (!/[/\\]@trpc[/\\]client[/\\]dist[/\\]wsLink/.test(id)) return null;
      return { code: code.replace(counter, '/* @__PURE__ */ '), map: null };
    },
  };
}
