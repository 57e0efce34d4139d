/** Places calls at a recorder and says when all are up and what was sent: `load.ts HOST:PORT CALLS SECONDS`, as a forked process. */
import { openCaller } from '@woordelijk/telephony/caller';

const [sip, calls, seconds] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
const payload = Buffer.from(Array.from({ length: 8000 * 4 }, (_, i) => (i * 31) & 255));
const caller = await openCaller({ sip, now: () => performance.now(), random: Math.random });
const rate = 50; // calls begun per second
const placed = Array.from({ length: calls }, async (_, i) => {
  await new Promise((later) => setTimeout(later, (i * 1000) / rate));
  return caller.placeCall({
    seconds: seconds + (calls - i) / rate,
    legs: [
      { label: '1', codec: 'PCMA', payload, aor: 'sip:+999201234567@kantoor.example' },
      { label: '2', codec: 'PCMA', payload, aor: `tel:+9996${String(i).padStart(8, '0')}` },
    ],
  });
});
setTimeout(() => process.send?.({ kind: 'up', calls }), (calls * 1000) / rate);
const reports = await Promise.all(placed);
await caller.close();
process.send?.({
  kind: 'done',
  sent: reports.reduce((sum, { legs }) => sum + legs.reduce((s, leg) => s + leg.packets, 0), 0),
});
process.disconnect?.();
