import { generate } from 'lean-qr';

/** Modules of white around it, without which cameras do not find it (ISO/IEC 18004). */
const QUIET = 4;

/** A text as a QR code, black on white in the dark too: no image, no inline style. `label` says what it is for. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = generate(text);
  const rows: string[] = [];
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) rows.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
  const size = code.size + 2 * QUIET;
  return (
    <svg className="w-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#ffffff" />
      <path fill="#000000" d={rows.join('')} />
    </svg>
  );
}
