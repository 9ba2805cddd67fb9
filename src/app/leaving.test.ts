import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Head } from './classifier/head.ts';
import { hasUnsavedHead } from './classifier/heads.ts';
import type { GalleryState } from './collection/gallery-state.ts';
import type { PairsState } from './collection/pairs-state.ts';
import { hasUnsavedRun, hasUnsavedVectors, Leaving } from './leaving.ts';

/** Whether the browser would ask. */
function asks(page: EventTarget): boolean {
  const event = new Event('beforeunload', { cancelable: true });
  page.dispatchEvent(event);
  return event.defaultPrevented;
}

test('leaving asks while anything that is watched is unsaved, and not once the user allowed it', () => {
  const page = new EventTarget();
  const leaving = new Leaving(page);
  const [one, other] = [createStore(() => ({ unsaved: false })), createStore(() => ({ unsaved: true }))];
  leaving.watch(one, ({ unsaved }) => unsaved);
  expect(asks(page)).toBe(false);
  leaving.watch(other, ({ unsaved }) => unsaved);
  expect(asks(page)).toBe(true);
  one.setState({ unsaved: true });
  other.setState({ unsaved: false });
  expect(asks(page)).toBe(true);
  one.setState({ unsaved: false });
  expect(asks(page)).toBe(false);
  one.setState({ unsaved: true });
  leaving.allow();
  expect(asks(page)).toBe(false);
});

test('a run is unsaved when it is on own files, has begun, and is not kept', () => {
  const run = (source: 'samples' | 'files', status: 'idle' | 'done', results: number, kept = false) =>
    hasUnsavedRun({
      choice: { source } as PairsState['choice'],
      job: { status },
      results: Array.from({ length: results }),
      kept,
    } as unknown as PairsState);
  expect(run('files', 'done', 3)).toBe(true);
  expect(run('files', 'done', 3, true)).toBe(false);
  expect(run('files', 'idle', 0)).toBe(false);
  expect(run('samples', 'done', 3)).toBe(false);
});

test('vectors are unsaved when they are of own pictures', () => {
  const gallery = (id: string, embedded: number, keeping = false) =>
    hasUnsavedVectors({
      pictures: [{ id }] as unknown as GalleryState['pictures'],
      job: { status: 'done' },
      embedded,
      keeping,
    } as GalleryState);
  expect(gallery('0123', 1)).toBe(true);
  expect(gallery('0123', 0)).toBe(false);
  expect(gallery('0123', 1, true)).toBe(false);
  expect(gallery('sample:cat-1', 1)).toBe(false);
});

test('a fitted classifier is unsaved until its weights are exported; one read from a file is in that file', () => {
  const head = { kind: 'probe' } as Head;
  const read = { kind: 'probe', file: 'w.npz' } as Head;
  const unsaved = (one: Head, saved: readonly Head[] = []) =>
    hasUnsavedHead({ fitted: new Map([['sha', one]]), saved: new Set(saved) });
  expect(unsaved(head)).toBe(true);
  expect(unsaved(head, [head])).toBe(false);
  // Fitted anew, it is another one.
  expect(unsaved({ ...head }, [head])).toBe(true);
  expect(unsaved(read)).toBe(false);
});
