/** Where on the messages page Commonwatt itself is: links lead there by it. */
export const ownStateId = 'commonwatt';
