import { useStore } from 'zustand';
import { resultWords } from '../../app/collection/verification-words.ts';
import { useApp, useAppHandle } from '../app-context.ts';

/** False accepts that the page reads a score at; the gallery's own panel offers others. */
const RATE = 0.01;

/** The score on screen read against the pairs of the gallery, where it was scored. */
export default function GalleryWords() {
  const { galleryState } = useAppHandle();
  const state = useStore(galleryState);
  const result = useApp((app) => app.result);
  const words = result && resultWords(result, state, RATE);
  return words === null ? null : <p role="status">{words}</p>;
}
