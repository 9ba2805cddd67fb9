import { jsx, jsxs } from './jsx-runtime.ts';

export { Fragment, type JSX } from './jsx-runtime.ts';

/** What the compiler calls in development. */
export function jsxDEV(...[type, props, key, fixed]: [...Parameters<typeof jsx>, boolean?]) {
  return fixed ? jsxs(type, props, key) : jsx(type, props, key);
}
