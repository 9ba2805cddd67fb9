interface Props {
  readonly kind: string;
  readonly label: string;
  readonly formula: string;
  readonly summary: string;
  /** Paper, as text; an arXiv number in it becomes a link. */
  readonly source: string | null;
}

/** A formula with its name, one sentence, and where it is from. */
export function Definition({ kind, label, formula, summary, source }: Props) {
  return (
    <div className="definition">
      <dt>
        <span className="kind">{kind}</span> {label}
      </dt>
      <dd>
        <Formula text={formula} />
        <p>{summary}</p>
        {source !== null && (
          <p className="quiet">
            <Source text={source} />
          </p>
        )}
      </dd>
    </div>
  );
}

/** Papers are separated by semicolons. */
function Source({ text }: { readonly text: string }) {
  return text.split('; ').map((paper, index) => {
    const number = /arXiv (\d{4}\.\d{4,5})/.exec(paper)?.[1];
    return (
      <span key={paper}>
        {index > 0 && '; '}
        {number === undefined ? (
          paper
        ) : (
          <a href={`https://arxiv.org/abs/${number}`} rel="noreferrer">
            {paper}
          </a>
        )}
      </span>
    );
  });
}

/** An underscore and what it lowers: `x_k`, `A_p`, `CIS_k`. */
const SUBSCRIPT = /_([A-Za-z0-9]+)/;

/** A plain-text formula of the registries, set with subscripts. */
function Formula({ text }: { readonly text: string }) {
  return (
    <p className="formula">
      {text.split(SUBSCRIPT).map((part, index) =>
        // Split by a pattern with one group: every other part is a subscript. Parts never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: a formula's parts have no other identity
        index % 2 === 1 ? <sub key={index}>{part}</sub> : part,
      )}
    </p>
  );
}
