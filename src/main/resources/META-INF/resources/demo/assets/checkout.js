import { basket } from './basket.js';
import { money } from './catalog.js';

const form = document.querySelector('#checkout');
const problem = document.querySelector('[data-problem]');
const EXPRESS_PENCE = 350;

function total() {
  const express = form.elements.delivery.value === 'express' ? EXPRESS_PENCE : 0;
  return basket.sums().all + express;
}

function draw() {
  const list = document.querySelector('[data-lines]');
  const items = basket.lines().flatMap((line) => [
    Object.assign(document.createElement('dt'), { textContent: `${line.quantity} × ${line.name}` }),
    Object.assign(document.createElement('dd'), { textContent: money(line.total) }),
  ]);
  list.replaceChildren(...items);
  document.querySelector('[data-all]').textContent = money(total());
  form.querySelector('[type="submit"]').disabled = basket.count() === 0;
  if (basket.count() === 0) problem.textContent = 'Your cart is empty.';
}

/** Groups of four, as printed on the card. */
form.elements.number.addEventListener('input', ({ target }) => {
  target.value = target.value.replace(/\D/g, '').slice(0, 19).replace(/(.{4})(?=.)/g, '$1 ');
});

form.addEventListener('change', draw);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!form.checkValidity()) {
    problem.textContent = 'Some fields still need you.';
    form.reportValidity();
    return;
  }
  // The card never leaves this page, not even into storage.
  const order = {
    number: `BT-${Math.floor(10000 + Math.random() * 90000)}`,
    pence: total(),
    lines: basket.lines().map(({ slug, quantity }) => ({ slug, quantity })),
  };
  sessionStorage.setItem('brindle-order', JSON.stringify(order));
  location.assign('/demo/payment');
});
draw();
