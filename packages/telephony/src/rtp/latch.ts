/**
 * From whom a stream takes packets: the negotiated address only, and of that address one port. The port named in the SDP
 * is believed at once; another one (clients send from elsewhere than they listen) is latched on at its first packet and
 * gives way only to the port named in the SDP. After a new negotiation the old port still counts until a new one speaks.
 */

const NOBODY = 0;
const FORMER = 1;
const FIRST = 2;
const NAMED = 3;

export class Latch {
  #address: string | undefined;
  #named = 0;
  #port = 0;
  #strength = NOBODY;

  /** A (new) negotiation: address as the operating system spells it; undefined where nobody may send. */
  negotiate(address: string | undefined, port: number): void {
    const moved = address !== this.#address;
    this.#address = address;
    this.#named = port;
    this.#strength = moved || this.#strength === NOBODY ? NOBODY : FORMER;
    if (moved) this.#port = 0;
  }

  accepts(address: string, port: number): boolean {
    if (address !== this.#address) return false;
    if (port === this.#port && this.#strength >= FIRST) return true;
    const strength = port === this.#named ? NAMED : port === this.#port ? FORMER : FIRST;
    if (strength < this.#strength) return false;
    if (strength === this.#strength && port !== this.#port) return false;
    this.#port = port;
    this.#strength = strength;
    return true;
  }
}
