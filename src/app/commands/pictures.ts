import type { Commands } from '../commands.ts';
import { isNetworkFile } from '../networks/is-network-file.ts';
import { openNetwork } from './open-network.ts';
import type { Parts } from './parts.ts';

/** Which two pictures stand there. */
export function pictureCommands({
  store,
  intake,
  history,
  runner,
  networks,
  remember,
  say,
}: Parts): Pick<
  Commands,
  'openFile' | 'openFiles' | 'openSample' | 'openPair' | 'cropImage' | 'swap' | 'undo'
> {
  const explainIf = (changed: boolean) => {
    if (changed) runner.request();
  };
  return {
    async openFile(slot, file) {
      explainIf(await intake.file(slot, file, file.name ?? 'pasted image'));
    },
    async openFiles(files, slot) {
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
      if (files.length > 2) say(`${files.length} files came; the first two were opened.`);
      explainIf(done);
    },
    async openSample(slot, id) {
      explainIf(await intake.sample(slot, id));
    },
    async openPair(pair) {
      explainIf(await intake.pair(pair));
    },
    async cropImage(slot, box) {
      explainIf(await intake.crop(slot, box));
    },
    swap() {
      remember();
      intake.swap();
      explainIf(true);
    },
    undo() {
      const snapshot = history.pop();
      if (!snapshot) {
        say('There is nothing to undo.');
        return;
      }
      intake.restore(snapshot);
      explainIf(true);
    },
  };
}
