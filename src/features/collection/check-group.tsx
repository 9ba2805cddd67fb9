interface Props<Id extends string> {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly label: string }[];
  readonly value: readonly Id[];
  readonly onChange: (value: Id[]) => void;
}

/** Several of several: native checkboxes in a named group. */
export function CheckGroup<Id extends string>({ label, choices, value, onChange }: Props<Id>) {
  return (
    <fieldset className="check-group">
      <legend>{label}</legend>
      {choices.map(({ id, label: words }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) =>
              onChange(
                choices
                  .map((choice) => choice.id)
                  .filter((one) => (one === id ? event.target.checked : value.includes(one))),
              )
            }
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
