import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for each attempt to send one message. */
  key: string;
  /** Where the one who gets it can end such mails by one POST (RFC 8058); left out or null: nowhere. */
  unsubscribeUrl?: string | null;
};

export type Mailer = {
  /** Resolves to what the server answered when it took the mail. @throws Error with the server's reason. */
  send(mail: Mail): Promise<string>;
};

export type MailSettings = {
  /** smtp://user:password@host:port, or smtps:// for TLS from the first byte. */
  url: string;
  from: string;
  /** A certificate authority to trust besides the usual ones, in PEM. */
  ca?: string;
};

/**
 * Sends by SMTP. `smtp:` turns to TLS when the server offers it, and a password is never sent without: to any host but this
 * one, TLS is then required.
 */
export function createMailer({ url, from, ca }: MailSettings): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const isLocal = ['localhost', '127.0.0.1', '::1'].includes(host);
  const transport = createTransport({
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    requireTLS: !secure && username !== '' && !isLocal,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...(ca !== undefined && { tls: { ca } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.replace(/^.*@/, '').replace(/[^\w.-]/g, '') || 'localhost';
  return {
    async send({ to, subject, text, html, key, unsubscribeUrl }) {
      const sent = await transport.sendMail({
        from,
        // As an object it is one address, whatever it contains.
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${key}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Commonwatt-Message': key,
          ...(unsubscribeUrl && {
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribeUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      });
      return sent.response;
    },
  };
}

/** Where no mail server is configured, mails are logged: what they say, not to whom. */
export function createLogMailer(log: Logger): Mailer {
  return {
    async send({ subject, text, key }) {
      log.info({ mail: { subject, text, key } }, 'a mail, logged because MAIL_URL is not set');
      return 'written to the log, because MAIL_URL is not set';
    },
  };
}
