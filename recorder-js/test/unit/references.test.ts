import { describe, expect, it } from 'vitest';
import { collectReferences, type Reference } from '../../src/assets/references';
import { absolute, probable } from '../../src/assets/sheets';
import { urlsAllowing } from '../../src/site/urls';

const page = { baseURI: 'https://shop.example/list/' } as Document;

function recording() {
  const references = collectReferences(page);
  const told: Reference[] = [];
  references.listen((reference) => told.push(reference));
  return { urls: urlsAllowing(['v'], false, references.nameOf), told };
}

describe('what a page shows from elsewhere', () => {
  it('is named by its address', () => {
    const { urls, told } = recording();
    expect(urls.shown('chair.webp#top')).toBe('https://shop.example/list/chair.webp#top');
    expect(told).toEqual([{ url: 'https://shop.example/list/chair.webp', name: 'https://shop.example/list/chair.webp' }]);
  });

  it('is told apart by a number where the difference may not be said', () => {
    const { urls } = recording();
    const names = ['?ticket=a', '?ticket=b', '?ticket=a', '?v=2&ticket=a'].map((query) => urls.shown(`/once.png${query}`));
    expect(names).toEqual([
      'https://shop.example/once.png?~1',
      'https://shop.example/once.png?~2',
      'https://shop.example/once.png?~1',
      'https://shop.example/once.png?v=2&~3',
    ]);
  });

  it('is found in style sheets and sets of sources', () => {
    const { urls, told } = recording();
    expect(urls.inSrcset('/a.png?t=1 400w, /b.png 800w')).toBe('https://shop.example/a.png?~1 400w, https://shop.example/b.png 800w');
    expect(urls.inCss('a { background: url("c.png"), url(data:,x) }')).toBe('a { background: url("https://shop.example/list/c.png"), url(data:,x) }');
    expect(told.map(({ url }) => url)).toEqual(['https://shop.example/a.png?t=1', 'https://shop.example/b.png', 'https://shop.example/list/c.png']);
  });
});

it('addresses in a style sheet count from the sheet', () => {
  expect(absolute("a { background: url('../b.png') } c { fill: url(#d) }", 'https://cdn.example/css/x.css')).toBe(
    'a { background: url("https://cdn.example/b.png") } c { fill: url(#d) }',
  );
});

it('of a family of fonts those files are taken that are in use', () => {
  const face = (unicodeRange: string, file: string) =>
    `@font-face { font-family: 'Inter'; src: url("https://fonts.example/${file}") format("woff2"); unicode-range: ${unicodeRange} }`;
  const css = `${face('U+0000-00FF, U+0131', 'latin')} ${face('U+0370-03FF', 'greek')} a { background: url("https://fonts.example/a.png") }`;
  const used = { status: 'loaded', family: 'Inter', unicodeRange: 'U+0-FF, U+131' } as FontFace;
  expect(probable(css, [used])).toEqual(['https://fonts.example/latin', 'https://fonts.example/a.png']);
});
