import type { Commands } from '../commands.ts';
import { download, fileName, namedAfter } from '../download.ts';
import { EXPORTS } from '../exports.ts';
import { linkOf } from '../link-of.ts';
import { makeNotice } from '../make-notice.ts';
import { explanationIn, thirdIn } from '../result.ts';
import { SLOTS } from '../state.ts';
import { picturesOf, thirdOf } from '../store.ts';
import type { Parts } from './parts.ts';

/** How a result leaves the page. */
export function shareCommands({
  store,
  drawings,
  firstLooks,
  say,
}: Parts): Pick<Commands, 'exportResult' | 'copyLink'> {
  const absolute = (query: string) =>
    new URL(`${location.pathname}${query}${location.hash}`, location.href).href;
  return {
    async exportResult(id) {
      const state = store.getState();
      const { result, display } = state;
      if (!result) {
        say('There is no result to export yet.');
        return;
      }
      const kind = EXPORTS[id];
      // The settings may have changed since: the link is that of what is exported.
      const link = absolute(
        linkOf({
          settings: result.settings,
          display,
          pictures: { a: explanationIn(result, 'a').of, b: explanationIn(result, 'b').of },
          third: thirdIn(result)?.of ?? null,
          classes: state.classes,
        }),
      );
      try {
        download(
          await kind.make({ state, result, firstLook: await firstLooks.of(result), link }, drawings),
          fileName(namedAfter(result), kind.extension),
        );
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const text = `The ${id} could not be exported (${why}). Check the connection and try again; if that does not help, reload the page: settings stay, and so do images of your own unless this browser keeps nothing.`;
        store.setState({ notice: makeNotice(text, { lasting: true }) });
      }
    },
    async copyLink() {
      const { settings, display, images, classes } = store.getState();
      const pictures = picturesOf(images);
      const third = settings.against === 'image' ? thirdOf(images) : null;
      const shown = [...SLOTS.map((slot) => pictures[slot]), third];
      const own = shown.some((picture) => picture?.origin.kind === 'file');
      try {
        await navigator.clipboard.writeText(
          absolute(linkOf({ settings, display, pictures, third, classes })),
        );
        say(
          own ? 'Link copied. It carries the settings; your own images stay on this device.' : 'Link copied.',
        );
      } catch {
        say('The browser did not allow copying. The address bar holds the same link.');
      }
    },
  };
}
