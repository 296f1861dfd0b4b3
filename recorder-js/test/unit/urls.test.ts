import { describe, expect, it } from 'vitest';
import { urlsAllowing } from '../../src/site/urls';
import { matchesHost, readOptions } from '../../src/site/options';

const urls = urlsAllowing(['q', 'utm_*'], false);
const hashed = urlsAllowing([], true);

describe('a URL', () => {
  it.each([
    ['/a?secret=1&q=chairs&utm_source=x', '/a?q=chairs&utm_source=x'],
    ['https://ann:pw@shop.example/a?x=1#part', 'https://shop.example/a#part'],
    ['/a#access_token=abc', '/a'],
    ['?x=1', ''],
    ['mailto:a@b.example?body=hush', 'mailto:a@b.example'],
    ['data:text/plain,a?b', 'data:text/plain,a?b'],
    ['/a?%71=1', '/a?%71=1'],
    ['//user@cdn.example/x.png?v=2', '//cdn.example/x.png'],
    ['/mail/ann@b.example?x', '/mail/ann@b.example'],
  ])('of the DOM: %s becomes %s', (given, kept) => expect(urls.inDom(given)).toBe(kept));

  it('of a view has no fragment, unless routes live there', () => {
    expect(urls.ofView('https://shop.example/a?x=1#/b')).toBe('https://shop.example/a');
    expect(hashed.ofView('https://shop.example/a?x=1#/b?y=2')).toBe('https://shop.example/a#/b');
    expect(hashed.path('https://shop.example//a/?x#/b?y=2')).toBe('/a/#/b');
    expect(hashed.ofView('https://shop.example/a#top')).toBe('https://shop.example/a');
  });
  it('in style sheets, srcset and free text is cleaned too', () => {
    expect(urls.inCss(`a{background:url("/a.png?u=1")} b{src:url(/b.woff?v=2#iefix)}`)).toBe(`a{background:url("/a.png")} b{src:url(/b.woff#iefix)}`);
    expect(urls.inSrcset('/a.png?u=1 1x, /b.png?u=1 2x')).toBe('/a.png 1x, /b.png 2x');
    expect(urls.inText('<img src="https://track.example/p?id=1&x=2">')).toBe('<img src="https://track.example/p">');
  });
});

describe('the options of a site', () => {
  it('that are missing or odd become the careful ones', () => {
    expect(readOptions({ sample: 7, query: ['a', 1] })).toEqual({
      record: true, why: null, sample: 1, gpc: true, query: ['a'], ownHosts: [], paymentHosts: [], hash: false, assets: 0,
    });
    expect(readOptions(null)).toMatchObject({ record: true, gpc: true });
  });
  it('match hosts with and without a star', () => {
    expect(matchesHost('www.paypal.com', ['*.paypal.com'])).toBe(true);
    expect(matchesHost('paypal.com', ['*.paypal.com'])).toBe(true);
    expect(matchesHost('notpaypal.com', ['*.paypal.com'])).toBe(false);
    expect(matchesHost('shop.example:8080', ['shop.example'])).toBe(true);
  });
});
