import type { MailWords } from '../mail-words.ts';

const event = (isClosed: boolean) => (isClosed ? 'closed' : 'detected');

/** In English, mails about failures are exactly as they have always been. */
export const en: MailWords = {
  failure: {
    subject: (type, isClosed, ids) => `[${type}] failure ${event(isClosed)} : ${ids}`,
    digestSubject: (count, place) => `${count} failure messages : ${place}`,
    heading: (isClosed) => `failure ${event(isClosed)}`,
    label: {
      type: 'type: ',
      // The space before this colon has always been there, and mail filters know it.
      communityId: 'communityId : ',
      clusterId: 'clusterId: ',
      programId: 'programId: ',
      unitId: 'unitId: ',
      detected: 'detected: ',
      closed: 'closed: ',
    },
    reasons: {
      monitorOff: 'Closed because the monitor was switched off.',
      unitLeft: 'Closed because the unit is not in service any more.',
      clusterLeft: 'Closed because no unit of the cluster is in service any more.',
      grown: 'Closed because more units fell silent: another failure lists them all.',
    },
    link: 'Open the failure',
  },
  homeAlert: {
    events: {
      silent: {
        begun: 'Nothing was heard from your home',
        over: 'Your home is heard again',
        ended: 'An alert of your home was closed',
      },
      trouble: {
        begun: 'Your home reported a problem',
        over: 'Your home reports no more problems',
        ended: 'An alert of your home was closed',
      },
    },
    advice: {
      silent:
        'Your house keeps running on its own; it only does not share. If the network or power of the device is off, turn it on. Staff see this too.',
      trouble: 'Staff see this too. You need do nothing.',
    },
    ended: 'It is no longer checked, or is checked anew. You are told again if something is the matter.',
    home: 'Home: ',
    time: 'Time: ',
    link: 'The alerts of your home: ',
    unsubscribe: 'No more of these mails: ',
  },
  addressCode: {
    subject: 'Your code for Commonwatt',
    before: 'Enter this code on the page of your alerts, within an hour:',
    after: 'If you did not ask for it, do nothing: no more mails come to this address.',
  },
  test: {
    subject: 'Commonwatt test message',
    text: 'This message was sent to try out a recipient of notifications.',
  },
};
