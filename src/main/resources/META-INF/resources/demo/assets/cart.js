import { basket } from './basket.js';
import { money } from './catalog.js';

const full = document.querySelector('[data-full]');
const empty = document.querySelector('[data-empty]');
const rows = document.querySelector('[data-lines]');
const template = document.querySelector('#line');

function row(line) {
  const tr = template.content.firstElementChild.cloneNode(true);
  const link = tr.querySelector('a');
  link.href = `/demo/products/${line.slug}`;
  link.textContent = line.name;
  tr.querySelector('img').src = `/demo/assets/tools/${line.slug}.svg`;
  tr.querySelector('[data-each]').textContent = money(line.pence);
  tr.querySelector('[data-total]').textContent = money(line.total);
  const input = tr.querySelector('input');
  input.value = String(line.quantity);
  input.setAttribute('aria-label', `Quantity of ${line.name}`);
  input.addEventListener('change', () => basket.set(line.slug, Number(input.value) || 0));
  const remove = tr.querySelector('button');
  remove.setAttribute('aria-label', `Remove ${line.name}`);
  remove.addEventListener('click', () => basket.set(line.slug, 0));
  return tr;
}

function draw() {
  const lines = basket.lines();
  full.hidden = lines.length === 0;
  empty.hidden = lines.length > 0;
  rows.replaceChildren(...lines.map(row));
  const sums = basket.sums();
  document.querySelector('[data-goods]').textContent = money(sums.goods);
  document.querySelector('[data-shipping]').textContent = sums.shipping === 0 ? 'free' : money(sums.shipping);
  document.querySelector('[data-all]').textContent = money(sums.all);
}

document.querySelector('[data-voucher]').addEventListener('submit', (event) => {
  event.preventDefault();
  const known = event.target.elements.voucher.value.trim() !== '';
  document.querySelector('[data-voucher-answer]').textContent = known ? 'No voucher has this code.' : 'Type the code first.';
});

document.addEventListener('basket', draw);
window.addEventListener('pageshow', draw);
draw();
