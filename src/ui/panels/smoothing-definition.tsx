import { SMOOTHING } from '../../core/methods/smoothing-facts.ts';
import { Definition } from './definition.tsx';

/** How a smoothed map is made of others. */
export default function SmoothingDefinition() {
  return <Definition kind="Mean" {...SMOOTHING} />;
}
