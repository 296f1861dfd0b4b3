import { fabrics } from './fabrics-data.js';

const ROOT = '/demo/fabrics';
const list = document.querySelector('[data-list]');
const detail = document.querySelector('[data-detail]');
const template = document.querySelector('#fabric');
const listTitle = document.title;

const slugOf = (path) => decodeURIComponent(path.slice(ROOT.length).replace(/^\/|\/$/g, ''));

function fill(slug) {
  const at = fabrics.findIndex((fabric) => fabric.slug === slug);
  const fabric = fabrics[at];
  const page = template.content.cloneNode(true);
  const put = (name, text) => (page.querySelector(`[data-${name}]`).textContent = text);
  const image = page.querySelector('img');
  image.src = `/demo/assets/pictures/seat-${slug}-480.webp`;
  image.alt = `A dining chair's seat in ${fabric.name}`;
  put('name', fabric.name);
  put('price', fabric.price);
  put('text', fabric.text);
  put('make', fabric.make);
  put('rub', fabric.rub);
  put('width', fabric.width);
  const sample = page.querySelector('[data-sample]');
  sample.addEventListener('click', () => {
    window.lastseen.track('sample', { fabric: slug });
    sample.textContent = 'A sample is on its way (it is not, this is a demo)';
    sample.disabled = true;
  });
  const turn = (name, to) => {
    const link = page.querySelector(`[data-${name}]`);
    link.href = `${ROOT}/${to.slug}`;
    link.querySelector('span').textContent = to.name;
  };
  turn('previous', fabrics.at(at - 1));
  turn('next', fabrics[(at + 1) % fabrics.length]);
  detail.replaceChildren(page);
  document.title = `${fabric.name} – Fabrics – Brindle & Tack`;
}

/** Shows what the address says; the list for an address without a fabric we have. */
function show() {
  const slug = slugOf(location.pathname);
  const known = fabrics.some((fabric) => fabric.slug === slug);
  list.hidden = known;
  detail.hidden = !known;
  if (known) fill(slug);
  else document.title = listTitle;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || !link.closest('main') || !(link.pathname === ROOT || link.pathname.startsWith(`${ROOT}/`))) return;
  event.preventDefault();
  history.pushState(null, '', link.pathname);
  show();
  scrollTo(0, 0);
  (detail.hidden ? list : detail).querySelector('h1').focus({ preventScroll: true });
});
window.addEventListener('popstate', show);
show();
