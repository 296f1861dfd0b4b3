import { beforeEach, describe, expect, it } from 'vitest';
import { cleanSpots, type UrlSpot } from '../../src/capture/spots';
import { treeCleaner, writeTree, type SerialNode } from '../../src/capture/tree';
import { mutationCleaner, type Mutation } from '../../src/capture/mutations';
import { describe as describeElement, meant } from '../../src/evidence/element';
import { marksAt, masksText } from '../../src/privacy/context';
import { inputSecrecy, SECRET } from '../../src/privacy/inputs';
import { urlsAllowing } from '../../src/site/urls';

const field = (html: string): HTMLInputElement => {
  document.body.innerHTML = html;
  return document.querySelector('input,textarea,select')!;
};

describe('a form field', () => {
  it.each([
    ['<input>', 'masked'],
    ['<textarea></textarea>', 'masked'],
    ['<select></select>', 'masked'],
    ['<input type=checkbox>', 'masked'],
    ['<input data-lastseen-unmask>', 'clear'],
    ['<div data-lastseen-unmask><input></div>', 'clear'],
    ['<div data-lastseen-mask><input data-lastseen-unmask></div>', 'masked'],
    ['<input type=submit>', 'clear'],
    ['<input type=hidden data-lastseen-unmask>', 'secret'],
    ['<input type=password data-lastseen-unmask>', 'secret'],
    ['<input autocomplete="billing cc-number" data-lastseen-unmask>', 'secret'],
    ['<input autocomplete=one-time-code data-lastseen-unmask>', 'secret'],
    ['<input name=card_number data-lastseen-unmask>', 'secret'],
    ['<input id=cvc data-lastseen-unmask>', 'secret'],
  ])('%s is %s', (html, secrecy) => expect(inputSecrecy().of(field(html))).toBe(secrecy));

  it('tells its length unless it is a secret', () => {
    const secrecy = inputSecrecy();
    expect(secrecy.mask('ab c', field('<input>'))).toBe('****');
    expect(secrecy.mask('a', field('<input type=password>'))).toBe(SECRET);
    expect(secrecy.mask('a long one indeed', field('<input type=password>'))).toBe(SECRET);
    expect(secrecy.mask('', field('<input type=password>'))).toBe('');
  });
  it('that was a password once stays secret when it is revealed', () => {
    const secrecy = inputSecrecy();
    const input = field('<input type=password data-lastseen-unmask>');
    secrecy.notice(input);
    input.type = 'text';
    expect(secrecy.mask('hush', input)).toBe(SECRET);
  });
});

describe('text', () => {
  it('is masked below a mark or in an editable, through shadow roots, and a mask cannot be undone inside', () => {
    document.body.innerHTML = `<div data-lastseen-mask><p id=a>x</p><p id=b data-lastseen-unmask>x</p></div>
      <div contenteditable><p id=c>x</p></div><div contenteditable=false><p id=d>x</p></div>
      <div contenteditable data-lastseen-unmask><p id=e>x</p></div><div data-lastseen-mask id=host></div>`;
    const root = document.querySelector('#host')!.attachShadow({ mode: 'open' });
    root.innerHTML = '<p id=f>x</p>';
    const masked = (element: Element) => masksText(marksAt(element));
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => masked(document.getElementById(id)!))).toEqual([true, true, true, false, false]);
    expect(masked(root.querySelector('#f')!)).toBe(true);
  });
});

describe('a serialised tree', () => {
  const live = new Map<number, Node>();
  const clean = (node: SerialNode, marks = 0) => {
    const spots: UrlSpot[] = [];
    const large = new Set<SerialNode>();
    treeCleaner(inputSecrecy(), (id) => live.get(id) ?? null).clean(node, marks, '', spots, large);
    cleanSpots(spots, urlsAllowing(['q'], false));
    return { node, large };
  };
  const element = (id: number, tagName: string, attributes: Record<string, unknown>, childNodes: SerialNode[] = []): SerialNode => ({ type: 2, id, tagName, attributes, childNodes });
  const text = (id: number, textContent: string): SerialNode => ({ type: 3, id, textContent });

  beforeEach(() => live.clear());

  it('masks words in attributes and text below a mark, and leaves what is structure', () => {
    const { node } = clean(element(1, 'div', { 'data-lastseen-mask': '', title: 'Ann B', class: 'x', 'data-user': 'ann', 'aria-label': 'Ann' }, [text(2, 'Ann Bee'), element(3, 'a', { href: 'mailto:ann@b.example' })]));
    expect(node.attributes).toEqual({ 'data-lastseen-mask': '', title: '*** *', class: 'x', 'data-user': '***', 'aria-label': '***' });
    expect(node.childNodes![0]!.textContent).toBe('*** ***');
    expect(node.childNodes![1]!.attributes).toEqual({ href: 'mailto:' });
  });
  it('masks a field by what it holds now, and does not tell a choice', () => {
    document.body.innerHTML = '<input id=a value=preset><input id=b type=checkbox checked>';
    live.set(1, document.getElementById('a')!);
    live.set(2, document.getElementById('b')!);
    expect(clean(element(1, 'input', { value: 'preset' })).node.attributes).toEqual({ value: '******' });
    expect(clean(element(2, 'input', { type: 'checkbox', checked: true })).node.attributes).toEqual({ type: 'checkbox' });
    expect(clean(element(9, 'input', { value: 'unknown' })).node.attributes).toEqual({});
  });
  it('drops URL queries wherever they stand, tokens in meta and the source text of frames', () => {
    const { node } = clean(element(1, 'body', {}, [
      element(2, 'img', { src: 'https://x.example/p.png?u=1&q=2', 'data-src': '/late.png?u=1' }),
      element(3, 'meta', { name: 'csrf-token', content: 'abc' }),
      element(4, 'iframe', { srcdoc: '<p>hush' }),
      element(5, 'style', { _cssText: 'a{background:url(/x?u=1)}' }),
      element(6, 'noscript', {}, [text(7, '<img src="https://t.example/?id=1">')]),
      element(8, 'p', { title: 'Really? Yes' }),
    ]));
    const [image, meta, frame, style, noscript, p] = node.childNodes!;
    expect(image!.attributes).toEqual({ src: 'https://x.example/p.png?q=2', 'data-src': '/late.png' });
    expect(meta!.attributes!['content']).toBe('');
    expect(frame!.attributes).toEqual({});
    expect(style!.attributes!['_cssText']).toBe('a{background:url(/x)}');
    expect(noscript!.childNodes![0]!.textContent).toBe('<img src="https://t.example/">');
    expect(p!.attributes!['title']).toBe('Really? Yes');
  });
  it('is written in pieces that together are the JSON of the whole', () => {
    const leaves = (from: number, count: number) => Array.from({ length: count }, (_, i) => text(from + i, `text ${i}`));
    const whole = element(1, 'div', { a: 1 }, [
      ...leaves(10, 3), element(2, 'ul', {}, leaves(100, 2_500)), ...leaves(5_000, 2), element(3, 'ol', {}, leaves(6_000, 2_100)), element(4, 'p', {}),
    ]);
    const { large } = clean(whole);
    const pieces = [...writeTree(whole, large)];
    expect(pieces.length).toBeGreaterThan(5);
    expect(JSON.parse(pieces.join(''))).toEqual(whole);
  });

  it('of a mutation is masked by where it was put, also when the text is gone from there since', () => {
    document.body.innerHTML = '<div id=m data-lastseen-mask><p id=p>x</p></div><div id=o>y</div>';
    const [m, p, o] = ['m', 'p', 'o'].map((id) => document.getElementById(id)!);
    const words = p!.firstChild!;
    live.set(1, m!).set(2, p!).set(3, words).set(4, o!);
    const cleaner = mutationCleaner(treeCleaner(inputSecrecy(), (id) => live.get(id) ?? null), inputSecrecy(), (id) => live.get(id) ?? null, () => {});
    const mutation = (more: Partial<Mutation>): Mutation => ({ adds: [], texts: [], attributes: [], removes: [], ...more });
    const added = mutation({ adds: [{ parentId: 1, nextId: null, node: element(2, 'p', {}) }, { parentId: 2, nextId: null, node: text(3, 'hush') }] });
    cleaner.clean(added, [], new Set());
    expect(added.adds[1]!.node.textContent).toBe('****');
    o!.append(words);
    const moved = mutation({ texts: [{ id: 3, value: 'hush' }], attributes: [{ id: 2, attributes: { title: 'hush', class: 'x' } }] });
    cleaner.clean(moved, [], new Set());
    expect(moved.texts[0]!.value).toBe('****');
    expect(moved.attributes[0]!.attributes).toEqual({ title: '****', class: 'x' });
  });
});

describe('an element descriptor', () => {
  it('says what a person would call it, and how to find it', () => {
    document.body.innerHTML = '<main><ul id=list><li></li><li><button class="buy now" data-sku=A1 role=button><b>Add  to</b> cart</button></li></ul></main>';
    expect(describeElement(meant(document.querySelector('b')!))).toEqual({
      tag: 'button', data: { sku: 'A1' }, role: 'button', classes: ['buy', 'now'], label: 'Add to cart', path: 'ul#list>li:nth-of-type(2)>button',
    });
  });
  it('never says what was typed, what is masked or what is blocked', () => {
    document.body.innerHTML = `<label for=i>Name</label><input id=i value=hush><p data-lastseen-mask><button title=hush data-x=hush>hush</button></p>
      <div data-lastseen-block data-y=hush><a href="/hush">hush</a></div><button id=outer>Hello <span data-lastseen-mask>hush</span></button>`;
    expect(describeElement(document.querySelector('#i')!)).toMatchObject({ label: 'Name' });
    expect(describeElement(document.querySelector('p button')!)).toMatchObject({ label: '****', data: { x: '****' } });
    expect(describeElement(document.querySelector('a')!)).toEqual({ tag: 'div', path: 'body>div' });
    expect(describeElement(document.querySelector('#outer')!)).toMatchObject({ label: 'Hello ****' });
  });
});
