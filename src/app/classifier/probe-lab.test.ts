import { describe, expect, it } from 'vitest';
import { modelCard } from '../../core/models/index.ts';
import { random } from '../../core/random.ts';
import { vectorTable } from '../../core/retrieval/vector-table.ts';
import { arithmetic } from '../background/arithmetic.ts';
import type { SetPicture } from '../collection/picture-set.ts';
import { oneOfAKind } from '../one-of-a-kind.ts';
import type { Services } from '../services.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { createAppStore } from '../store.ts';
import { endWords } from '../task.ts';
import { gallerySets, pickedSets } from './class-sets.ts';
import { accuracySentence, fitSentence, headSentence } from './head-words.ts';
import { headIn, headsOf } from './heads.ts';
import { ProbeLab } from './probe-lab.ts';

const pictures = Array.from({ length: 13 }, (_, i): SetPicture => {
  const folder = i === 12 ? '' : i % 2 === 0 ? 'cats' : 'dogs';
  return { id: `p${i}`, name: `${i}.png`, folder, subject: `p${i}`, blob: () => Promise.reject(new Error()) };
});
const stream = random(4);
const table = vectorTable(
  pictures.map((_, i) =>
    Float32Array.from({ length: 4 }, (__, k) => stream.normal() + (i % 2 === k ? 6 : 0)),
  ),
);
const rows = [...pictures.keys()];
const vectors = { table, rows, made: { ...DEFAULT_SETTINGS, model: 'objects' as const } };
const makeServices = () =>
  ({ background: arithmetic, one: oneOfAKind(), store: createAppStore() }) as unknown as Services;

describe('classes of a gallery', () => {
  it('are its folders, without what lies in none', () => {
    const [cats, dogs, ...others] = gallerySets(pictures, rows);
    expect([cats!.name, cats!.indices]).toEqual(['cats', [0, 2, 4, 6, 8, 10]]);
    expect(dogs!.indices).toHaveLength(6);
    expect(others).toEqual([]);
    expect(gallerySets(pictures, [1, 3])).toEqual([{ name: 'dogs', indices: [1, 3] }]);
  });

  it('are picked by hand, each picture for one class', () => {
    const picked = [
      { name: 'x', ids: new Set(['p0', 'p1', 'gone']) },
      { name: 'y', ids: new Set(['p1', 'p2']) },
    ];
    expect(pickedSets(pictures, rows, picked)).toEqual([
      { name: 'x', indices: [0, 1] },
      { name: 'y', indices: [2] },
    ]);
  });
});

describe('a probe of the gallery', () => {
  it('is fitted, judged and in use from then on', async () => {
    const services = makeServices();
    const lab = new ProbeLab(services);
    await lab.fit(gallerySets(pictures, rows), vectors);
    expect(lab.task.store.getState().status).toBe('done');
    const head = headIn(headsOf(services).getState(), 'objects')!;
    expect(head.network).toBe(modelCard('objects').sha256);
    expect(head.facts).toMatchObject({ images: [6, 6], count: 12, right: 12, chance: 0.5, converged: true });
    expect(headSentence(head)).toContain('embeddings of 12 pictures: 2 classes');
    expect(accuracySentence(head.facts!)).toContain('100.0 %, 95 % interval 75.8 % to 100.0 %');
    expect(fitSentence(head.facts!)).toContain('converged after');
  });

  it('says why it cannot be, and is no layer when it was stopped', async () => {
    const services = makeServices();
    const lab = new ProbeLab(services);
    await lab.fit(gallerySets(pictures, rows.slice(0, 8)), vectors);
    expect(lab.task.store.getState().status).toBe('failed');
    expect(endWords(lab.task.store.getState())).toContain('“cats” has 4');
    const fitting = lab.fit(gallerySets(pictures, rows), vectors);
    lab.task.cancel();
    await fitting;
    expect(lab.task.store.getState().status).toBe('stopped');
    expect(headIn(headsOf(services).getState(), 'objects')).toBeNull();
  });

  it('takes names of classes, one a line, or says how many are needed', async () => {
    const services = makeServices();
    const lab = new ProbeLab(services);
    await lab.readNames(new File(['a\nb\n'], 'n.txt'), 'sha', 2);
    expect(headsOf(services).getState().names.get('sha')).toEqual(['a', 'b']);
    await lab.readNames(new File(['a\nb\nc'], 'n.txt'), 'sha', 2);
    expect(lab.task.store.getState().status).toBe('failed');
    expect(endWords(lab.task.store.getState())).toContain('has 3 lines, and the network 2 classes');
  });
});
