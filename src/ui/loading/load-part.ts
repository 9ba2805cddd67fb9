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

/**
 * Fetches a part of the page, and the style sheets that an earlier attempt missed.
 *
 * @throws PartNotLoaded with the browser's own words.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    await Promise.all([...missing].map(askAgain));
    return await load();
  } catch (cause) {
    throw new PartNotLoaded(cause instanceof Error ? cause.message : String(cause), { cause });
  }
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
