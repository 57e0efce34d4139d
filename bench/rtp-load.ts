/** Sends G.711 packets to the ports that come as a message, 50 a second each: `rtp-load.ts SECONDS`, as a forked process. */
import { createSocket } from 'node:dgram';

const seconds = Number(process.argv[2]);
const ports = await new Promise<number[]>((done) => process.once('message', (list) => done(list as number[])));
const socket = createSocket({ type: 'udp4', sendBufferSize: 1_048_576 });
await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
const packets = ports.map((_, i) => {
  const packet = Buffer.alloc(172, 0xd5);
  packet.writeUInt16BE(0x8008, 0);
  packet.writeUInt32BE(i + 1, 8);
  return packet;
});
const began = performance.now();
let sent = 0;
let tick = 0;
process.send?.({ kind: 'up', calls: ports.length / 2 });
const timer = setInterval(() => {
  // A tenth of the legs every 2 ms, so that packets do not come in bursts.
  for (const due = (performance.now() - began) / 2; tick < due; tick += 1) {
    const round = Math.floor(tick / 10);
    for (let i = tick % 10; i < ports.length; i += 10) {
      const packet = packets[i]!;
      packet.writeUInt16BE(round & 0xffff, 2);
      packet.writeUInt32BE((round * 160) >>> 0, 4);
      socket.send(packet, ports[i]!, '127.0.0.1');
      sent += 1;
    }
  }
  if (performance.now() - began < seconds * 1000) return;
  clearInterval(timer);
  process.send?.({ kind: 'done', sent });
  process.disconnect?.();
  socket.close();
}, 2);
