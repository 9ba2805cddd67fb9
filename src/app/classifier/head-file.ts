import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import * as v from 'valibot';
import { AppError } from '../../core/app-error.ts';
import type { ModelCard } from '../../core/models/model.ts';
import { decodeNpy, decodeNpyText, encodeNpy, encodeNpyText, type NpyArray } from '../../core/npy.ts';
import type { Head } from './head.ts';

/** Raise it when a field or a file changes its meaning. */
const SCHEMA_VERSION = 1;
/** More than this is no layer that a page can hold. */
const MOST_BYTES = 2.5e8;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const FACTS = v.object({
  images: v.array(count),
  penalty: v.pipe(v.number(), v.minValue(0)),
  seed: count,
  folds: count,
  right: count,
  count: v.pipe(count, v.minValue(1)),
  chance: share,
  converged: v.boolean(),
  gradient: v.number(),
  iterations: count,
  size: v.tuple([count, count]),
  fit: v.string(),
});
const MANIFEST = v.object({
  schemaVersion: v.literal(SCHEMA_VERSION),
  network: v.object({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  fit: v.nullable(FACTS),
});

/**
 * A layer as an `.npz` that `numpy.load` reads: `W` `[T, E]` and `b` `[T]` float32, `classes` `[T]` text, and
 * `manifest.json`. The scores are `W @ e + b`, e the network's embedding.
 */
export function headNpz(head: Head, card: ModelCard): Blob {
  const { weights, bias, classes } = head.classifier;
  const { label, embedding, sha256 } = card;
  const manifest = {
    schemaVersion: SCHEMA_VERSION,
    generator: 'semblance',
    kind: head.kind === 'probe' ? 'linear probe' : 'the network’s own last layer',
    scores: 'W @ e + b',
    network: {
      label,
      sha256,
      embedding: { name: embedding.name, length: embedding.channels, l2: embedding.l2 },
    },
    fit: head.facts,
    ...(head.facts && { accuracy: head.facts.right / head.facts.count }),
  };
  const bytes = zipSync(
    {
      'W.npy': encodeNpy(Float32Array.from(weights), [bias.length, weights.length / bias.length]),
      'b.npy': encodeNpy(Float32Array.from(bias), [bias.length]),
      'classes.npy': encodeNpyText(classes),
      'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
    },
    { level: 0 },
  );
  return new Blob([bytes], { type: 'application/zip' });
}

/**
 * A layer that {@link headNpz} wrote, or `W`, `b` and `classes` from elsewhere, for this network.
 *
 * @throws AppError `unreadable` that says what does not fit.
 */
export async function readHead(file: File, card: ModelCard): Promise<Head> {
  const refuse = (why: string) =>
    AppError.saying(
      'unreadable',
      `“${file.name}” ${why} A classifier is an .npz with “W” [classes, ${card.embedding.channels}], “b” [classes] and, if you like, “classes” (numpy.savez).`,
    );
  if (file.size > MOST_BYTES) throw refuse('is too large.');
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  } catch {
    throw refuse('is no .npz, or damaged.');
  }
  const array = (name: string): NpyArray => {
    const part = parts[`${name}.npy`];
    if (!part) throw refuse(`has no “${name}”.`);
    try {
      return decodeNpy(part);
    } catch {
      throw refuse(`has a “${name}” that is no array of numbers.`);
    }
  };
  const [W, b] = [array('W'), array('b')];
  const [classes, length] = W.shape;
  if (W.shape.length !== 2 || b.shape.join() !== String(classes) || classes! < 2)
    throw refuse(`has “W” of shape [${W.shape.join(', ')}] and “b” of [${b.shape.join(', ')}].`);
  if (length !== card.embedding.channels)
    throw refuse(
      `reads embeddings of ${length} numbers; those of ${card.label} have ${card.embedding.channels}.`,
    );
  if (![W, b].every(({ data }) => data.every(Number.isFinite)))
    throw refuse('has numbers that are not finite.');
  const names = parts['classes.npy'] ? decodeNpyText(parts['classes.npy']) : null;
  const said = manifestOf(parts['manifest.json']);
  if (said && said.network.sha256 !== card.sha256)
    throw refuse(`was made for another network, sha-256 ${said.network.sha256.slice(0, 12)}…`);
  return {
    kind: 'probe',
    classifier: {
      classes: Array.from({ length: b.data.length }, (_, t) => names?.[t] ?? `class ${t}`),
      weights: W.data,
      bias: b.data,
    },
    network: card.sha256,
    facts: said?.fit ?? null,
    file: file.name,
  };
}

/** Null where there is none, or somebody else's. */
function manifestOf(bytes: Uint8Array | undefined): v.InferOutput<typeof MANIFEST> | null {
  if (!bytes) return null;
  try {
    const read = v.safeParse(MANIFEST, JSON.parse(strFromU8(bytes)));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
