/** Two short tones: everybody in the room hears that the recording has begun. It stands in the recording too. */
export function beep(): void {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = 0.2;
  gain.connect(context.destination);
  for (const [hertz, from] of [
    [660, 0],
    [880, 0.18],
  ] as const) {
    const tone = context.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(gain);
    tone.start(context.currentTime + from);
    tone.stop(context.currentTime + from + 0.14);
  }
  setTimeout(() => void context.close(), 1_000);
}
