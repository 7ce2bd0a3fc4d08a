import { BlockList, isIP } from 'node:net';

/** Tells whether a message may be sent to an IP address. */
export type AddressGuard = (address: string) => boolean;

/** Networks that are nobody's on the internet: this machine, those around it, and what leads into them. */
const innerNetworks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/**
 * Refuses addresses of this machine and of networks that are not public, except those in `allowed` (such as
 * `10.1.0.0/16`). `own` are the networks that this machine is part of. @throws Error naming a network that is none.
 */
export function createAddressGuard(allowed: readonly string[], own: readonly string[] = []): AddressGuard {
  const isAllowed = listOf(allowed);
  const isInner = listOf([...innerNetworks, ...own]);
  return (address) => {
    const family = isIP(address);
    if (family === 0) return false;
    // The same host in IPv4 clothes: judged as what it is.
    const text = family === 6 ? (mappedIpv4(address) ?? address) : address;
    return isAllowed(text) || !isInner(text);
  };
}

export function isNetwork(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const family = isIP(address);
  return rest.length === 0 && family !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

function listOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    if (!isNetwork(network)) throw new Error(`"${network}" is no network such as 10.0.0.0/8`);
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function mappedIpv4(address: string): string | null {
  // The URL parser writes every form of an address in the shortest one: ::ffff:7f00:1.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const found = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname);
  if (!found) return null;
  const [high = 0, low = 0] = [found[1], found[2]].map((part) => Number.parseInt(part ?? '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
