import type { Socket } from 'node:net';
import type { Context } from '../commands/context.ts';
import { dispatch } from '../commands/dispatch.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { encodeReply, parseMessage } from './messages.ts';

/**
 * Serves one client: its commands one after another, as they come. While one runs nothing more is read, and while the
 * client does not take its answers none are made. What is not the protocol ends the connection, never the server.
 */
export async function serveConnection(socket: Socket, context: Context): Promise<void> {
  const decoder = new FrameDecoder();
  socket.setNoDelay(true);
  // The loop below ends by itself when the socket breaks; without a listener the error would end the process.
  socket.on('error', () => undefined);
  try {
    for await (const chunk of socket) {
      for (const frame of decoder.push(chunk as Buffer)) {
        const request = parseMessage(frame);
        const reply = await dispatch(request, context);
        if (request.isSilent) continue;
        if (!socket.writable) return;
        if (!socket.write(encodeReply(request, reply))) await taken(socket);
      }
    }
  } catch {
    // Malformed bytes or a broken connection: there is nobody to tell.
  } finally {
    decoder.close();
    socket.destroy();
  }
}

/** Waits until the client has taken what was written, or is gone. */
function taken(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
