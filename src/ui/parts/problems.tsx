interface Props {
  readonly lines: readonly string[];
}

/** Lines that anybody reads; thousands would keep the page busy. */
const MOST = 200;

/** What went wrong with single items, without taking the page over: three lines, the rest on demand. */
export function Problems({ lines }: Props) {
  if (lines.length === 0) return null;
  return (
    <div className="pairs-problems" role="status">
      {lines.slice(0, 3).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {lines.length > 3 && (
        <details>
          <summary>{lines.length - 3} more</summary>
          {lines.slice(3, MOST).map((line) => (
            <p key={line}>{line}</p>
          ))}
          {lines.length > MOST && <p>{`And ${lines.length - MOST} like these.`}</p>}
        </details>
      )}
    </div>
  );
}
