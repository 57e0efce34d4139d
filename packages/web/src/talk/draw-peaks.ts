/**
 * Draws peaks as bars, as many as fit. `pairs`: min, max, min, max …; `total`: pairs that the whole width stands for.
 * Telephone speech is soft: the drawing is scaled to its own loudest bar, at most eight times.
 */
export function drawPeaks(canvas: HTMLCanvasElement, pairs: Int8Array, total: number): void {
  const ratio = devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  const pen = canvas.getContext('2d');
  if (!pen || width === 0 || height === 0) return;
  canvas.width = width;
  canvas.height = height;
  pen.fillStyle = getComputedStyle(canvas).color;
  const bar = Math.max(1, Math.round(2 * ratio));
  const pitch = bar + Math.max(1, Math.round(ratio));
  const scale = scaleOf(pairs);
  const middle = height / 2;
  for (let x = 0; x < width; x += pitch) {
    const from = Math.floor((x / width) * total) * 2;
    const to = Math.max(from + 2, Math.floor(((x + pitch) / width) * total) * 2);
    if (from >= pairs.length) break;
    let min = 0;
    let max = 0;
    for (let n = from; n < to && n + 1 < pairs.length; n += 2) {
      min = Math.min(min, pairs[n]!);
      max = Math.max(max, pairs[n + 1]!);
    }
    const up = Math.max(ratio / 2, (max / 128) * scale * (middle - 1));
    const down = Math.max(ratio / 2, (-min / 128) * scale * (middle - 1));
    pen.beginPath();
    pen.roundRect(x, middle - up, bar, up + down, bar / 2);
    pen.fill();
  }
}

function scaleOf(pairs: Int8Array): number {
  let loudest = 16;
  for (const value of pairs) loudest = Math.max(loudest, Math.abs(value));
  return 128 / loudest;
}
