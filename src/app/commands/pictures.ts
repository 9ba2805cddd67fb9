import { SAMPLES } from '../../core/samples/samples.ts';
import { isLeftBySystem, isPicture } from '../collection/found-file.ts';
import type { Commands } from '../commands.ts';
import type { Snapshot } from '../history.ts';
import { makeNotice } from '../make-notice.ts';
import { isNetworkFile } from '../networks/is-network-file.ts';
import { openNetwork } from './open-network.ts';
import type { Parts } from './parts.ts';

const ALL = 'For all of them, drop them on “Gallery” or “A set of pairs”, further down.';

/** Which two pictures stand there. */
export function pictureCommands({
  store,
  intake,
  history,
  runner,
  networks,
  remember,
  say,
  base,
}: Parts): Pick<
  Commands,
  | 'openFile'
  | 'openFiles'
  | 'openFolder'
  | 'openLink'
  | 'openSample'
  | 'openPair'
  | 'cropImage'
  | 'stretchImage'
  | 'swap'
  | 'undo'
  | 'redo'
> {
  const explainIf = (changed: boolean) => {
    if (changed) runner.request();
  };
  const warn = (text: string) => store.setState({ notice: makeNotice(text, { lasting: true }) });
  const goTo = (snapshot: Snapshot | undefined, otherwise: string) => {
    if (!snapshot) {
      say(otherwise);
      return;
    }
    intake.restore(snapshot);
    explainIf(true);
  };
  const openFiles: Commands['openFiles'] = async (came, slot) => {
    const files = came.filter((file) => !isLeftBySystem({ path: file.name }));
    const ofNetwork = files.filter(isNetworkFile);
    if (ofNetwork.length > 0) {
      openNetwork({ store, networks })(ofNetwork);
      return;
    }
    const [first, second] = files;
    if (!first) return;
    const { images } = store.getState();
    const target = slot ?? (images.a.status !== 'empty' && images.b.status === 'empty' ? 'b' : 'a');
    const done = second ? await intake.files(first, second) : await intake.file(target, first, first.name);
    if (files.length > 2) say(`${files.length} files came; the first two were opened. ${ALL}`);
    explainIf(done);
  };
  const openSample: Commands['openSample'] = async (slot, id) => explainIf(await intake.sample(slot, id));
  return {
    async openFile(slot, file) {
      explainIf(await intake.file(slot, file, file.name ?? 'pasted image'));
    },
    openFiles,
    async openFolder(found, slot) {
      const network = found.filter(({ file }) => isNetworkFile(file));
      const pictures = found.filter(isPicture).sort((one, other) => (one.path < other.path ? -1 : 1));
      const meant = pictures.length > 0 ? pictures.slice(0, 2) : network;
      if (meant.length === 0) {
        warn('There is no picture in this folder.');
        return;
      }
      await openFiles(
        meant.map(({ file }) => file),
        slot,
      );
      if (pictures.length > 2)
        say(`The folder holds ${pictures.length} pictures; the first two were opened. ${ALL}`);
    },
    openLink(url, slot) {
      const sample = SAMPLES.find(({ file }) => new URL(`samples/${file}`, base).href === url);
      if (sample) void openSample(slot ?? 'a', sample.id);
      else
        warn(
          'This came as a link, without the picture’s bytes, and this page asks no other site for anything. Save the picture and drop the file, or copy the picture and paste it here.',
        );
    },
    openSample,
    async openPair(pair) {
      explainIf(await intake.pair(pair));
    },
    async cropImage(slot, box) {
      explainIf(await intake.crop(slot, box));
    },
    async stretchImage(slot, on) {
      explainIf(await intake.stretch(slot, on));
    },
    swap() {
      remember();
      intake.swap();
      explainIf(true);
    },
    undo: () => goTo(history.undo(store.getState()), 'There is nothing to undo.'),
    redo: () => goTo(history.redo(store.getState()), 'There is nothing to redo.'),
  };
}
