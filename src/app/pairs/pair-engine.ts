import type { ImageSource } from '../../engine/client.ts';
import type { MapProgress, MapReply, MapRequest, VectorsReply } from '../../engine/protocol.ts';

/** What measuring a pair needs of the engine; `EngineClient` is one, and tests bring their own. */
export interface PairEngine {
  newJob(): number;
  vectors(images: readonly ImageSource[], layer: string): Promise<VectorsReply>;
  map(request: MapRequest, progress: MapProgress | null): Promise<MapReply>;
  /** Pooled at `layer` where one is given, else the embeddings. */
  embed(
    images: Uint8Array,
    count: number,
    size: number,
    job: number,
    layer?: string,
  ): Promise<Float32Array[]>;
  cancel(job: number): Promise<void>;
}
