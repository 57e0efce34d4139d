import { generate } from 'lean-qr';

/** A text as a QR code, drawn as one path: no image, no inline style. `label` says what it is for. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = generate(text);
  const rows: string[] = [];
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) rows.push(`M${x} ${y}h1v1h-1z`);
  return (
    <svg className="w-qr" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={label}>
      <path d={rows.join('')} />
    </svg>
  );
}
