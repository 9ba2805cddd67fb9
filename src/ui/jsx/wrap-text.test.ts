import { createElement, Fragment } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { jsx, jsxs } from './jsx-runtime.ts';

const markup = (element: ReturnType<typeof jsx>) => renderToStaticMarkup(element);
const bold = createElement('b', { key: 'b' }, 'x');

describe('texts among siblings', () => {
  it('get an element, neighbouring ones together', () => {
    expect(markup(jsxs('p', { children: ['a ', 2, ' c', bold, ' d'] }))).toBe(
      '<p><x-text>a 2 c</x-text><b>x</b><x-text> d</x-text></p>',
    );
  });

  it('that are only a space get none: in a row of boxes it would be one', () => {
    expect(markup(jsxs('p', { children: [bold, ' ', bold] }))).toBe('<p><b>x</b> <b>x</b></p>');
  });

  it('alone stay as they are: React sets the whole element', () => {
    expect(markup(jsx('p', { children: 'alone' }))).toBe('<p>alone</p>');
  });

  it('of fragments and lists get one too', () => {
    const fragment = jsx(Fragment, { children: 'in a fragment' });
    expect(markup(jsxs('p', { children: [fragment, ['one', bold]] }))).toBe(
      '<p><x-text>in a fragment</x-text><x-text>one</x-text><b>x</b></p>',
    );
  });

  it('of options and drawings are joined instead', () => {
    expect(markup(jsxs('option', { children: ['7', '×', 7, null] }))).toBe('<option>7×7</option>');
    expect(markup(jsxs('text', { children: ['7', ' px'] }))).toBe('<text>7 px</text>');
  });

  it('keep their place when a neighbour goes', () => {
    const keys = (children: unknown[]) => {
      const element = jsxs('p', { children }) as unknown as {
        props: { children: ({ key: string } | null)[] };
      };
      return element.props.children.map((child) => child?.key);
    };
    expect(keys([false, 'text'])[1]).toBe(keys([bold, 'text'])[1]);
  });
});
