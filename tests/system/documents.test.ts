import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toDocx } from '@woordelijk/documents';
import { expect, it } from 'vitest';
import { letterhead, samples } from '../../packages/documents/tests/samples.ts';

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));

/** Needs LibreOffice (Debian: apt install libreoffice-writer-nogui) and pdftotext (poppler-utils). */
it.runIf(office)(
  'every .docx opens in LibreOffice and says there what it says here',
  { timeout: 180_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'woordelijk-docx-'));
    try {
      const documents = Object.entries(samples('nl'));
      for (const [name, document] of documents)
        writeFileSync(join(folder, `${name}.docx`), await toDocx(document, letterhead));
      const files = documents.map(([name]) => join(folder, `${name}.docx`));
      const words = [
        '--headless',
        `-env:UserInstallation=file://${folder}/profile`,
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
      ];
      execFileSync(office!, [...words, ...files], { stdio: 'pipe', timeout: 150_000 });
      for (const [name, { title, blocks }] of documents) {
        const text = execFileSync('pdftotext', [join(folder, `${name}.pdf`), '-'], { encoding: 'utf8' }).replace(
          /\s+/g,
          ' ',
        );
        expect(text).toContain(title);
        for (const block of blocks)
          if (block.kind === 'text' || block.kind === 'heading')
            expect([name, text]).toEqual([name, expect.stringContaining(block.text)]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
