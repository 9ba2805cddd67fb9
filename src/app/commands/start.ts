import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { completeCompany } from '../against/complete-company.ts';
import type { Commands } from '../commands.ts';
import { keepAddress } from '../keep-address.ts';
import { linkOf } from '../link-of.ts';
import { makeNotice } from '../make-notice.ts';
import { mendAddress } from '../mend-address.ts';
import { wantedNetwork, withoutNetwork } from '../networks/network-link.ts';
import { pinStrongest } from '../pin-strongest.ts';
import { OPENING_SETTINGS } from '../settings.ts';
import { PLACES, type Place } from '../state.ts';
import { picturesOf, thirdOf } from '../store.ts';
import { loadTheme } from '../theme.ts';
import { parseUrl } from '../url-state.ts';
import type { Parts } from './parts.ts';

/** From the address to the first explanation, and the address ever after. */
export function startCommand(
  { store, intake, runner, ownImages, networks }: Parts,
  probe: Commands['probe'],
): Pick<Commands, 'start'> {
  return {
    async start() {
      const { search, hash, pathname } = location;
      const mended = mendAddress(search + hash);
      if (mended !== search + hash) window.history.replaceState(window.history.state, '', pathname + mended);
      const wanted = wantedNetwork(location.search);
      // A reload, or Back: images of the user's own are still in the storage of this tab.
      const files = await ownImages.filesOf(window.history.state);
      const boxes = ownImages.boxesOf(window.history.state);
      const stretched = ownImages.stretchedOf(window.history.state);
      const url = parseUrl(
        wanted ? withoutNetwork(location.search) : location.search,
        PLACES.filter((place) => files[place]),
      );
      // A link says what it wants; the bare page opens with what the evidence allows, whatever mails and chats add to it.
      const settings = url.says || wanted ? url.settings : OPENING_SETTINGS;
      store.setState({
        settings,
        display: url.display,
        notice: url.notice === null ? null : makeNotice(url.notice, { lasting: true }),
        theme: loadTheme(),
        panel: url.points ? 'points' : null,
        ...(wanted && { dialog: 'network' as const }),
      });
      if (url.points) pinStrongest(store, probe);
      const first = SAMPLE_PAIRS[0]!;
      const standIn: Readonly<Partial<Record<Place, string>>> = { a: first.a, b: first.b };
      const flush = keepAddress(store, () => {
        // Until the network that a link names is here, or given up, the link stays: a reload asks again.
        if (networks.state.getState().wanted) return;
        const { settings, display, images, classes } = store.getState();
        // Until another picture stands there, what the link asked for stays in the address: a reload tries again.
        const pictures = { ...picturesOf(images), c: thirdOf(images) };
        const state = ownImages.stateOf(pictures);
        const awaited: Partial<Record<Place, string>> = { ...url.samples };
        for (const place of PLACES) {
          const called = url.unknown[place];
          if (called === undefined || pictures[place]?.id !== `sample:${standIn[place]}`) continue;
          // What the link asked for is not there: until something else is chosen, it goes on asking.
          pictures[place] = null;
          awaited[place] = called;
        }
        const query = linkOf({ settings, display, pictures, third: pictures.c, classes, awaited });
        window.history.replaceState(state, '', `${location.pathname}${query}${location.hash}`);
      });
      addEventListener('pagehide', flush);
      document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());

      if (wanted) void networks.want(wanted);
      // The weights and the backend take longest: they start while the pictures are still being decoded.
      void runner.prepare();
      const open = async (place: Place) => {
        const file = files[place];
        if (file && (await intake.file(place, file, file.name))) {
          if (boxes[place]) await intake.crop(place, boxes[place], () => undefined);
          if (stretched.includes(place)) await intake.stretch(place, true, () => undefined);
          return;
        }
        const sample = { ...standIn, ...url.samples }[place];
        if (sample === undefined || !(await intake.sample(place, sample))) return;
        const box = url.boxes[place];
        if (box) await intake.crop(place, box, () => undefined);
      };
      await Promise.all(PLACES.map(open));
      await completeCompany(store, intake);
      if (!runner.cancelled) runner.request();
    },
  };
}
