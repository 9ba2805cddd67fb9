import { gate } from './gate.ts';
import type { Rule } from './rule.ts';

/** `y = min(max(x, 0), 6)`. */
export const relu6: Rule = ({ dy, output }) => gate(dy, output, 'relu6');
