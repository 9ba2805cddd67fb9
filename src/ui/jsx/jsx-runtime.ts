import { Fragment, jsx as one, jsxs as several } from 'react/jsx-runtime';
import { wrapText } from './wrap-text.ts';

export type { JSX } from 'react';
export { Fragment };

type Type = Parameters<typeof one>[0];
type Props = Readonly<Record<string, unknown>>;

/** React's own, but for texts among siblings (wrap-text.ts). The compiler calls it for every element. */
export function jsx(type: Type, props: Props, key?: string) {
  return one(type, withText(type, props), key);
}

/** The same for several children. */
export function jsxs(type: Type, props: Props, key?: string) {
  const wrapped = withText(type, props);
  return Array.isArray(wrapped.children) ? several(type, wrapped, key) : one(type, wrapped, key);
}

function withText(type: unknown, props: Props): Props {
  const children = wrapText(type, props.children, false);
  return children === props.children ? props : { ...props, children };
}
