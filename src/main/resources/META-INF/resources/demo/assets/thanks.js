import { basket } from './basket.js';
import { money } from './catalog.js';

const KEY = 'brindle-order';
const order = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');

if (order?.paid) {
  document.querySelector('[data-number]').textContent = order.number;
  document.querySelector('[data-all]').textContent = money(order.pence);
  document.querySelector('[data-order]').hidden = false;
  // A reload shows the order again and must not count it again.
  if (!order.counted) {
    window.lastseen.track('purchase', { order: order.number, value: order.pence / 100, currency: 'GBP', items: order.lines.length });
    basket.clear();
    sessionStorage.setItem(KEY, JSON.stringify({ ...order, counted: true }));
  }
}
