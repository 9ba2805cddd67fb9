import type { SetPicture } from '../../app/collection/picture-set.ts';
import type { Settings } from '../../app/state.ts';
import { useCommands } from '../../ui/app-context.ts';
import { useGalleryState } from './use-gallery.ts';

/** Puts pictures of the gallery on the stage as A, B and C, under the settings that made its vectors. */
export function useStage(): (pictures: readonly SetPicture[], change: Partial<Settings>) => Promise<void> {
  const commands = useCommands();
  const made = useGalleryState((state) => state.made);
  return async (pictures, change) => {
    const [a, b, c] = await Promise.all(pictures.map(fileOf));
    commands.changeSettings({
      ...(made && { model: made.model, size: made.size, fit: made.fit }),
      ...change,
    });
    await Promise.all([commands.openFiles([a!, b!]), ...(c ? [commands.openFile('c', c)] : [])]);
    document.getElementById('main')?.scrollIntoView({ block: 'start' });
  };
}

async function fileOf(picture: SetPicture): Promise<File> {
  const blob = await picture.blob();
  return new File([blob], picture.name, { type: blob.type });
}
