/** Rows as a file of comma-separated values (RFC 4180), with a mark by which a spreadsheet knows UTF-8; a cell that would be a formula there is kept as text. */
export function csv(rows: readonly (readonly string[])[]): Blob {
  const quoted = (text: string) => `"${text.replace(/^(?=[=+@\-\t\r])/, "'").replaceAll('"', '""')}"`;
  const text = `\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
  return new Blob([text], { type: 'text/csv;charset=utf-8' });
}
