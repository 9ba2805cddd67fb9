import { random } from '../random.ts';
import type { Partner } from './objective.ts';

/**
 * At most `count` of the partners, drawn with a fixed seed: those that count for and those that count against each
 * keep their total weight. A list that is short enough comes back as it is.
 */
export function atMost(partners: readonly Partner[], count: number): readonly Partner[] {
  if (partners.length <= count) return partners;
  const [fore, against] = [
    partners.filter(({ weight }) => weight > 0),
    partners.filter(({ weight }) => weight < 0),
  ];
  const half = Math.floor(count / 2);
  const few = Math.min(fore.length, against.length, half);
  const places = (group: readonly Partner[]) => (group.length === few ? few : count - few);
  return fore.length > half && against.length > half
    ? [...draw(fore, half), ...draw(against, count - half)]
    : [...draw(fore, places(fore)), ...draw(against, places(against))];
}

function draw(group: readonly Partner[], count: number): readonly Partner[] {
  if (group.length <= count) return group;
  const drawn = random(1)
    .shuffle([...group])
    .slice(0, count);
  const weigh = (some: readonly Partner[]) => some.reduce((sum, { weight }) => sum + weight, 0);
  const factor = weigh(group) / weigh(drawn);
  return drawn.map(({ vector, weight }) => ({ vector, weight: weight * factor }));
}
