import { useState } from 'react';
import { exportVectors, rankingCsv } from '../../app/collection/gallery-exports.ts';
import { download, fileName } from '../../app/download.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { CompareSection } from './compare-section.tsx';
import { FewShotSection } from './few-shot-section.tsx';
import { GalleryGrid } from './gallery-grid.tsx';
import { GallerySource } from './gallery-source.tsx';
import { ClassListField, RankedListField } from './list-fields.tsx';
import { NearestImages } from './nearest-images.tsx';
import { PlotSection } from './plot-section.tsx';
import { RerankSection } from './rerank-section.tsx';
import { ScoresSection } from './scores-section.tsx';
import { useClasses, useGallery, useGalleryState } from './use-gallery.ts';
import './gallery.css';
import '../../ui/parts/evidence.css';
import '../../ui/parts/parts.css';
import { Button } from '../../ui/parts/button.tsx';

/** Any number of pictures: embed them, click one, see which are nearest and why. */
export default function GalleryPanel() {
  const app = useAppHandle();
  const gallery = useGallery();
  const empty = useGalleryState(({ pictures }) => pictures.length === 0);
  const embedded = useGalleryState((state) => state.embedded);
  const asked = useGalleryState(({ query }) => query !== null);
  const classes = useClasses().length;
  const model = useGalleryState(({ made }) => made?.model ?? 'none');
  const [drawing, setDrawing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const leave = async (made: Promise<Blob>, name: string) => {
    setFailure(null);
    try {
      download(await made, name);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const exportFigure = async () => {
    setDrawing(true);
    const figure = import('./render-ranking.ts').then(({ renderRanking }) =>
      renderRanking(gallery, app.store.getState().settings),
    );
    await leave(figure, fileName([model, 'ranking'], 'png'));
    setDrawing(false);
  };
  return (
    <div className="gallery">
      <GallerySource />
      {!empty && (
        <>
          <p className="hint">Click a picture to see its neighbours; arrow keys move between them.</p>
          <div className="gallery-lists">
            <ClassListField />
            <RankedListField />
          </div>
          <GalleryGrid />
          <CompareSection />
          <NearestImages />
          <div className="button-row">
            <Button
              className="button small"
              off={!asked}
              onClick={() => download(rankingCsv(gallery), fileName([model, 'ranking'], 'csv'))}
            >
              Export ranking (CSV)
            </Button>
            <Button className="button small" off={!asked || drawing} onClick={() => void exportFigure()}>
              {drawing ? 'Drawing…' : 'Export ranking (figure)'}
            </Button>
            <Button
              className="button small"
              off={embedded === 0}
              onClick={() => void leave(exportVectors(gallery), fileName([model, 'vectors'], 'npz'))}
            >
              Export vectors (npz)
            </Button>
          </div>
          {failure !== null && <p role="alert">{failure}</p>}
          <PlotSection />
          <ScoresSection />
          <FewShotSection />
          {classes > 1 && <RerankSection />}
        </>
      )}
    </div>
  );
}
