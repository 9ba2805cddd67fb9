/** A part of the page whose files did not come. */
export class PartNotLoaded extends Error {}

/** Vite's loader asks for a style sheet only once: what did not come would never come. */
const missing = new Set<HTMLLinkElement>();
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target);
  },
  { capture: true },
);

/** Scripts that did not come, by what asked for them. */
const failed = new WeakMap<() => Promise<unknown>, string>();
let attempts = 0;

/**
 * Fetches a part of the page, and the style sheets that an earlier attempt missed.
 *
 * @param load imports one module; the same function at every attempt.
 * @throws PartNotLoaded with the browser's own words.
 */
export async function loadPart<T extends object>(load: () => Promise<T>): Promise<T> {
  try {
    await Promise.all([...missing].map(askAgain));
    return await load().catch((cause: unknown) => loadAfresh(load, cause));
  } catch (cause) {
    throw new PartNotLoaded(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Chromium up to 150 answers an import that failed once with the same failure for as long as the page lives, without
 * asking anybody. From the second attempt on the script is therefore asked for under an address of its own; what it
 * imports keeps its address, and is there once.
 *
 * @throws what the first address gave, where there is no other to ask.
 */
async function loadAfresh<T extends object>(load: () => Promise<T>, cause: unknown): Promise<T> {
  // Whoever makes a part from another has asked for that one here already.
  if (cause instanceof PartNotLoaded) throw cause;
  const address = /https?:\/\/\S+\.js/.exec(String(cause))?.[0];
  const known = failed.get(load);
  if (address !== undefined) failed.set(load, address);
  if (known === undefined || known !== address) throw cause;
  attempts += 1;
  return (await import(/* @vite-ignore */ `${known}?again=${attempts}`)) as T;
}

function askAgain(sheet: HTMLLinkElement): Promise<void> {
  missing.delete(sheet);
  const fresh = sheet.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    fresh.addEventListener('load', () => resolve());
    fresh.addEventListener('error', () => reject(new Error(`Unable to load ${fresh.href}`)));
    sheet.replaceWith(fresh);
  });
}
