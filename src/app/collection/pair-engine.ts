import type { Mask } from '../../core/faithfulness/masker.ts';
import type { MadeMap, MapProgress, VectorsReply } from '../../engine/api.ts';
import type { SourcedMapRequest } from '../../engine/client/engine-session.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';

/** What measuring a pair needs of the engine; `EngineSession` is one, and tests bring their own. */
export interface PairEngine {
  newJob(): number;
  vectors(images: readonly ImageSource[], layer: string): Promise<VectorsReply>;
  map(request: SourcedMapRequest, progress: MapProgress | null): Promise<MadeMap>;
  /** Of copies. Pooled at `layer` where one is given, else the embeddings. */
  embedWithout(
    image: ImageSource,
    masks: readonly Mask[],
    job: number,
    layer?: string,
  ): Promise<Float32Array[]>;
  cancel(job: number): Promise<void>;
}
