import { money } from './catalog.js';

const order = JSON.parse(sessionStorage.getItem('brindle-order') ?? 'null');
const form = document.querySelector('#payment');

if (order === null) {
  location.replace('/demo/cart');
} else {
  document.querySelector('[data-all]').textContent = money(order.pence);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    sessionStorage.setItem('brindle-order', JSON.stringify({ ...order, paid: true }));
    location.assign('/demo/thanks');
  });
}
