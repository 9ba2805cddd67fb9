import { plainDecimal } from './plain-decimal.ts';

interface Props {
  /** The accessible name, exactly. */
  readonly label: string;
  readonly value: number;
  readonly size?: 'large' | 'plain';
}

/** A number as a plain decimal, its leading digits emphasised; the text content is the number and nothing else. */
export function NumberOutput({ label, value, size = 'plain' }: Props) {
  const text = plainDecimal(value);
  const [lead, rest] = splitDigits(text, 3);
  return (
    <output className={`number-output ${size}`} aria-label={label} aria-live="off">
      <span className="lead">{lead}</span>
      <span className="rest">{rest}</span>
    </output>
  );
}

/** Splits after `count` significant digits, never before the decimal point. */
function splitDigits(text: string, count: number): [string, string] {
  const first = text.search(/[1-9]/);
  if (first < 0) return [text, ''];
  let end = first;
  for (let seen = 0; end < text.length && seen < count; end++) if (text[end] !== '.') seen++;
  end = Math.max(end, text.indexOf('.') + 1);
  return [text.slice(0, end), text.slice(end)];
}
