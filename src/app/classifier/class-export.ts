import { strToU8, zipSync } from 'fflate';
import { CLASS_METHODS, type ClassMethodId } from '../../core/classifier/class-methods.ts';
import { modelCard } from '../../core/models/index.ts';
import { encodeNpy, encodeNpyText } from '../../core/npy.ts';
import { explanationIn, pairOf } from '../result.ts';
import { SLOTS } from '../state.ts';
import { type ClassFigure, isMade } from './class-figure.ts';

/** Raise it when a field or a file changes its meaning. */
const SCHEMA_VERSION = 1;

/**
 * The maps of a class figure as a zip: `<method>_<a|b>.npy` `[h, w]` float32, raw and signed, `scores_<a|b>.npy` `[T]`,
 * `sfam_<a|b>.npy` of the pair, `classes.npy` `[T]` and `manifest.json`.
 */
export function classMapsZip({ head, classes, pair }: ClassFigure): Blob {
  const { settings } = pair;
  const files: Record<string, Uint8Array> = { 'classes.npy': encodeNpyText(head.classifier.classes) };
  const maps: object[] = [];
  for (const [i, slot] of SLOTS.entries()) {
    const one = explanationIn(pair, slot);
    for (const method of Object.keys(CLASS_METHODS) as ClassMethodId[]) {
      const made = classes[i]![method];
      if (!isMade(made)) {
        maps.push({ image: slot, method, refused: made.words });
        continue;
      }
      const { map, layer, target, scores, probabilities } = made;
      files[`${method}_${slot}.npy`] = encodeNpy(map.data, [map.height, map.width]);
      files[`scores_${slot}.npy`] = encodeNpy(Float32Array.from(scores), [scores.length]);
      maps.push({
        image: slot,
        method,
        layer: layer.name,
        class: head.classifier.classes[target],
        score: scores[target],
        probability: probabilities[target],
      });
    }
    const { data, height, width } = one.map;
    files[`sfam_${slot}.npy`] = encodeNpy(data, [height, width]);
  }
  const { label, sha256 } = modelCard(settings.model);
  const [a, b] = pairOf(pair);
  const manifest = {
    schemaVersion: SCHEMA_VERSION,
    generator: 'semblance',
    network: { label, sha256 },
    classifier: { kind: head.kind, classes: head.classifier.classes.length, fit: head.facts },
    images: { a: a.of.name, b: b.of.name },
    input: { height: settings.size[0], width: settings.size[1], fit: settings.fit },
    inputSentence: { a: a.inputSentence, b: b.inputSentence },
    backend: pair.engine.backend,
    maps,
    sfam: { metric: settings.metric, cis: settings.reading, scope: settings.scope, layer: settings.layer },
  };
  files['manifest.json'] = strToU8(`${JSON.stringify(manifest, null, 2)}\n`);
  return new Blob([zipSync(files, { level: 0 })], { type: 'application/zip' });
}
