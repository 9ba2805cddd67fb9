import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';
import { reportHtml } from './report-html.ts';

const report = (text: string) =>
  reportHtml({
    title: text,
    summary: text,
    images: [{ title: text, uri: 'data:image/png;base64,AA', words: text }],
    legends: [],
    tables: [{ title: text, rows: [[text, text]] }],
    notes: [text],
  });

test('no text can add a tag, an attribute or an entity', () => {
  const tags = (html: string) => html.match(/<[^>]*>/g)!.length;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tags(report(text))).toBe(tags(report('plain')));
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
    }),
  );
  expect(report('"><img src=x onerror=alert(1)>.png')).toContain(
    '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;',
  );
});

test('asks for nothing', () => {
  expect(report('x')).not.toMatch(/<script|<link|https?:/);
});
