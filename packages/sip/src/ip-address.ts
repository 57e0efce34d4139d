/** IP addresses as text: one spelling for each, loopback, and source lists in CIDR form. */
import { BlockList, isIP, SocketAddress } from 'node:net';

/** A source list that cannot be read. */
export class AddressListError extends Error {
  readonly code = 'bad-cidr';
  constructor(message: string) {
    super(message);
    this.name = 'AddressListError';
  }
}

/** The one spelling the operating system uses (RFC 5952; `::ffff:1.2.3.4` becomes `1.2.3.4`); undefined for other text. */
export function canonicalAddress(text: string): string | undefined {
  const bare = text.replace(/^\[|\]$/g, '').split('%')[0]!;
  const version = isIP(bare);
  if (version === 4) return bare;
  if (version !== 6) return undefined;
  const address = new SocketAddress({ address: bare, family: 'ipv6' }).address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped === null ? address : mapped[1]!;
}

/** Whether an address (as given by the operating system) is this very machine. */
export function isLoopback(address: string): boolean {
  const canonical = canonicalAddress(address);
  return canonical !== undefined && (canonical === '::1' || canonical.startsWith('127.'));
}

/** `[v6]` in brackets, others bare: the form for URIs and Via. */
export function hostForUri(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

const REMEMBERED = 4096;

/**
 * A test for source addresses. `cidrs`: `192.0.2.0/24`, `2001:db8::/32`, or a single address; the empty list allows
 * loopback only. Throws AddressListError (`bad-cidr`) naming the entry that cannot be read.
 */
export function allowList(cidrs: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  if (cidrs.length === 0) {
    list.addSubnet('127.0.0.0', 8, 'ipv4');
    list.addAddress('::1', 'ipv6');
  }
  for (const cidr of cidrs) addEntry(list, cidr);
  const remembered = new Map<string, boolean>();
  return (address) => {
    const known = remembered.get(address);
    if (known !== undefined) return known;
    const canonical = canonicalAddress(address);
    const allowed = canonical !== undefined && list.check(canonical, isIP(canonical) === 6 ? 'ipv6' : 'ipv4');
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(address, allowed);
    return allowed;
  };
}

function addEntry(list: BlockList, cidr: string): void {
  const match = /^\[?([0-9A-Fa-f:.]+)\]?(?:\/([0-9]{1,3}))?$/.exec(cidr.trim());
  const version = match === null ? 0 : isIP(match[1]!);
  const bits = version === 6 ? 128 : 32;
  const prefix = match?.[2] === undefined ? bits : Number(match[2]);
  if (match === null || version === 0 || prefix > bits)
    throw new AddressListError(`"${cidr}" is no address range. Write it like 192.0.2.0/24 or 2001:db8::/32.`);
  list.addSubnet(match[1]!, prefix, version === 6 ? 'ipv6' : 'ipv4');
}
