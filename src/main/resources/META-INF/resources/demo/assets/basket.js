import { catalog } from './catalog.js';

const KEY = 'brindle-basket';
const SHIPPING_PENCE = 450;
const FREE_FROM_PENCE = 6000;
let fallback = {};

/** Quantities by slug. A browser that forbids storage still gets a basket, for one page. */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return fallback;
  }
}

function write(quantities) {
  fallback = quantities;
  try {
    localStorage.setItem(KEY, JSON.stringify(quantities));
  } catch {
    // kept in memory
  }
  document.dispatchEvent(new CustomEvent('basket'));
}

export const basket = {
  lines: () =>
    Object.entries(read())
      .filter(([slug, quantity]) => catalog[slug] && quantity > 0)
      .map(([slug, quantity]) => ({ slug, quantity, ...catalog[slug], total: quantity * catalog[slug].pence })),
  count: () => basket.lines().reduce((sum, line) => sum + line.quantity, 0),
  add: (slug, quantity) => write({ ...read(), [slug]: Math.min(20, (read()[slug] ?? 0) + quantity) }),
  set: (slug, quantity) => write({ ...read(), [slug]: Math.max(0, Math.min(20, quantity)) }),
  clear: () => write({}),
  sums: () => {
    const goods = basket.lines().reduce((sum, line) => sum + line.total, 0);
    const shipping = goods === 0 || goods >= FREE_FROM_PENCE ? 0 : SHIPPING_PENCE;
    return { goods, shipping, all: goods + shipping };
  },
};
