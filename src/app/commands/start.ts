import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { completeCompany } from '../against/complete-company.ts';
import type { Commands } from '../commands.ts';
import { keepAddress } from '../keep-address.ts';
import { linkOf } from '../link-of.ts';
import { makeNotice } from '../make-notice.ts';
import { pinStrongest } from '../pin-strongest.ts';
import { OPENING_SETTINGS } from '../settings.ts';
import { picturesOf, thirdOf } from '../store.ts';
import { loadTheme } from '../theme.ts';
import { parseUrl } from '../url-state.ts';
import type { Parts } from './parts.ts';

/** From the address to the first explanation, and the address ever after. */
export function startCommand(
  { store, intake, runner }: Parts,
  probe: Commands['probe'],
): Pick<Commands, 'start'> {
  return {
    async start() {
      const url = parseUrl(location.search);
      // A link says what it wants; the bare page opens with what shows most.
      const settings = location.search === '' ? OPENING_SETTINGS : url.settings;
      store.setState({
        settings,
        display: url.display,
        notice: url.notice === null ? null : makeNotice(url.notice, { lasting: true }),
        theme: loadTheme(),
        panel: url.points ? 'points' : null,
      });
      if (url.points) pinStrongest(store, probe);
      const flush = keepAddress(store, () => {
        const { settings, display, images } = store.getState();
        // Until another picture stands there, what the link asked for stays in the address: a reload tries again.
        const query = linkOf({
          settings,
          display,
          pictures: picturesOf(images),
          third: thirdOf(images),
          awaited: url.samples,
        });
        window.history.replaceState(null, '', `${location.pathname}${query}${location.hash}`);
      });
      addEventListener('pagehide', flush);
      document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());

      // The weights and the backend take longest: they start while the pictures are still being decoded.
      void runner.prepare();
      const first = SAMPLE_PAIRS[0]!;
      await Promise.all([
        intake.sample('a', url.samples.a ?? first.a),
        intake.sample('b', url.samples.b ?? first.b),
        ...(url.samples.c === undefined ? [] : [intake.sample('c', url.samples.c)]),
      ]);
      await completeCompany(store, intake);
      if (!runner.cancelled) runner.request();
    },
  };
}
