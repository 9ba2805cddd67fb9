import { escapeHtml } from './escape-html.ts';

/** A picture of the report, as a data URI, with the text that stands for it. */
export interface ReportImage {
  readonly title: string;
  readonly uri: string;
  readonly words: string;
}

export interface Report {
  readonly title: string;
  readonly summary: string;
  readonly images: readonly ReportImage[];
  readonly legends: readonly ReportImage[];
  readonly tables: readonly {
    readonly title: string;
    readonly rows: readonly (readonly [name: string, value: string])[];
  }[];
  readonly notes: readonly string[];
}

const STYLE = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1d1c1a; background: #fff; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.5rem 1rem; margin-bottom: 1.5rem; }
figure { margin: 0 0 1rem; } .pictures figure { margin: 0; } figcaption { font-size: .875rem; overflow-wrap: anywhere; }
img { display: block; width: 100%; height: auto; margin-bottom: .35rem; }
table { border-collapse: collapse; } th { text-align: left; font-weight: 500; padding-right: 1.5rem; white-space: nowrap; }
th, td { border-bottom: 1px solid #e3e0d9; padding-block: .3rem; vertical-align: top; } td { overflow-wrap: anywhere; }
`;

/** One HTML file that needs nothing else: no script, no request, every text escaped. */
export function reportHtml({ title, summary, images, legends, tables, notes }: Report): string {
  const figure = ({ title: name, uri, words }: ReportImage) =>
    `<figure><img src="${escapeHtml(uri)}" alt="${escapeHtml(words)}"><figcaption>${escapeHtml(name)}</figcaption></figure>`;
  const table = ({ title: name, rows }: Report['tables'][number]) =>
    `<h2>${escapeHtml(name)}</h2>\n<table>\n${rows
      .map(([key, value]) => `<tr><th scope="row">${escapeHtml(key)}</th><td>${escapeHtml(value)}</td></tr>`)
      .join('\n')}\n</table>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(summary)}</p>
<div class="pictures">
${images.map(figure).join('\n')}
</div>
${legends.map(figure).join('\n')}
${tables.map(table).join('\n')}
<h2>Notes</h2>
${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('\n')}
</body>
</html>
`;
}
