import type { Feature } from '../ui/feature.ts';
import { onDemand } from '../ui/loading/on-demand.tsx';

/** Every panel, in the order of the tabs. To add one: a folder whose panel is a component with a default export, one entry here. */
export const FEATURES: readonly Feature[] = [
  {
    id: 'channels',
    label: 'Channels',
    question: 'Which channels make the score, and do the parts add up to it?',
    Content: onDemand(() => import('./channels/channels-panel.tsx')),
  },
  {
    id: 'different',
    label: 'Why different',
    question: 'Where is this map below zero, and what do the two images not share?',
    Content: onDemand(() => import('./difference/different-panel.tsx')),
  },
  {
    id: 'points',
    label: 'Points',
    question: 'Which places of the two images answer each other?',
    Content: onDemand(() => import('./points/points-panel.tsx')),
  },
  {
    id: 'compare',
    label: 'Compare',
    question: 'How do other methods, layers, readings or metrics explain the same pair?',
    Content: onDemand(() => import('./compare/compare-panel.tsx')),
  },
  {
    id: 'test',
    label: 'Test this map',
    question: 'Do the places that the map points at really make the similarity?',
    Content: onDemand(() => import('./faithfulness/test-panel.tsx')),
  },
  {
    id: 'sanity',
    label: 'Sanity checks',
    question: 'Does the map depend on the other image, and on what the network has learnt?',
    Content: onDemand(() => import('./sanity/sanity-panel.tsx')),
  },
  {
    id: 'what-if',
    label: 'What if gone',
    question: 'What if this were gone? Take a part of either image away and watch the score.',
    Content: onDemand(() => import('./what-if/what-if-panel.tsx')),
  },
  {
    id: 'gallery',
    label: 'Gallery',
    question: 'Which of my pictures does the network find most alike, and why?',
    Content: onDemand(() => import('./gallery/gallery-panel.tsx')),
  },
  {
    id: 'pairs',
    label: 'A set of pairs',
    question: 'Does a kind of map hold up on many pairs, or only on this one?',
    Content: onDemand(() => import('./collection/pairs-panel.tsx')),
  },
  {
    id: 'methods',
    label: 'Methods side by side',
    question: 'What do different methods show of the same images, and which numbers do their maps get?',
    Content: onDemand(() => import('./methods-table/methods-table-panel.tsx')),
  },
  {
    id: 'classifier',
    label: 'Classifier',
    question: 'What would a classifier’s own maps show, CAM, Grad-CAM and Relevance-CAM, beside SFAM?',
    Content: onDemand(() => import('./classifier/classifier-panel.tsx')),
  },
];
