import { basket } from './basket.js';
import { catalog } from './catalog.js';

const counter = document.querySelector('[data-cart-count]');

function count() {
  const items = basket.count();
  counter.textContent = String(items);
  counter.classList.toggle('some', items > 0);
  counter.setAttribute('aria-label', `${items} item${items === 1 ? '' : 's'}`);
}

document.addEventListener('basket', count);
window.addEventListener('storage', count);
window.addEventListener('pageshow', count);
count();

for (const link of document.querySelectorAll('.top nav a')) {
  if (location.pathname.startsWith(link.getAttribute('href'))) link.setAttribute('aria-current', 'page');
}

for (const form of document.querySelectorAll('form[data-add]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const slug = form.dataset.add;
    const quantity = Math.max(1, Number(form.elements.quantity.value) || 1);
    basket.add(slug, quantity);
    window.lastseen.track('add_to_cart', { product: slug, quantity, value: (catalog[slug].pence * quantity) / 100 });
    const link = Object.assign(document.createElement('a'), { href: '/demo/cart', textContent: 'Go to the cart' });
    document.querySelector('[data-added]').replaceChildren(`${quantity} × ${catalog[slug].name} added. `, link);
  });
}
