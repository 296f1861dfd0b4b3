// Who comes to the demo shop, and what they do there. Each visit ends as its name says.
const SHOP = '/demo/';
const PHONE = { width: 390, height: 844, scale: 2, touch: true };
const TABLET = { width: 820, height: 1180, touch: true };
const LAPTOP = { width: 1366, height: 768 };
const DESKTOP = { width: 1536, height: 864 };

const PERSON = { '#email': 'ada@mail.example', '#name': 'Ada Lovelace', '#street': '12 St James Square', '#postcode': 'SW1Y 4JH', '#town': 'London' };
const CARD = { '#cc-name': 'A Lovelace', '#cc-number': '4242424242424242', '#cc-exp': '12/29', '#cc-csc': '123' };

const product = (slug) => `/demo/products/${slug}`;
const toProduct = (tab, slug) => tab.follow(`main a[href='${product(slug)}']`, product(slug));

async function add(tab, { quantity = 1 } = {}) {
  if (quantity > 1) await tab.type('input[name=quantity]', String(quantity));
  await tab.click('#add-to-cart');
  await tab.pause(1500);
}

const toCart = (tab) => tab.follow('header a.basket', '/demo/cart');
const toCheckout = (tab) => tab.follow('#to-checkout', '/demo/checkout');

async function fill(tab, fields) {
  for (const [field, text] of Object.entries(fields)) {
    await tab.type(field, text);
    await tab.pause(300);
  }
}

async function pay(tab) {
  await fill(tab, CARD);
  await tab.follow('#pay', '/demo/payment');
  await tab.pause(2500);
  await tab.type('#code', '123456');
  await tab.follow('#confirm', '/demo/thanks');
  await tab.pause(4000);
}

const visit = (name, device, entry, walk) => ({ name, device, entry, walk });

const bounces = [
  visit('bounce-home', DESKTOP, SHOP, async ({ tab }) => { await tab.pause(2000); await tab.move(500, 420); await tab.pause(2000); await tab.close(); }),
  visit('bounce-home-phone', PHONE, SHOP, async ({ tab }) => { await tab.pause(2500); await tab.scroll(500); await tab.close(); }),
  visit('bounce-product-phone', PHONE, product('shears'), async ({ tab }) => { await tab.read(1, 1500); await tab.close(); }),
  visit('bounce-guide-reads', LAPTOP, '/demo/guide', async ({ tab }) => { await tab.read(9, 4000); await tab.close(); }),
  visit('bounce-fabrics-tablet', TABLET, '/demo/fabrics', async ({ tab }) => { await tab.read(2, 2000); await tab.close(); }),
];

const looksAround = [
  visit('home-guide-closed', DESKTOP, SHOP, async ({ tab }) => {
    await tab.read(2);
    await tab.follow("main a[href='/demo/guide']", '/demo/guide');
    await tab.read(6, 3500);
    await tab.close();
  }),
  visit('products-two-closed', LAPTOP, '/demo/products', async ({ tab }) => {
    await tab.click("[data-filter=tools]");
    await tab.read(2);
    await toProduct(tab, 'tack-hammer');
    await tab.read(2);
    await toProduct(tab, 'web-stretcher');
    await tab.read(1);
    await tab.close();
  }),
  visit('guide-product-phone', PHONE, '/demo/guide', async ({ tab }) => {
    await tab.read(4, 3000);
    await tab.follow("main a[href^='/demo/products/']", await tab.evaluate("document.querySelector(\"main a[href^='/demo/products/']\").getAttribute('href')"));
    await tab.read(2);
    await tab.close();
  }),
  visit('fabrics-left', DESKTOP, SHOP, async ({ tab }) => {
    await tab.read(2);
    await tab.follow("header a[href='/demo/fabrics']", '/demo/fabrics');
    await tab.read(4, 2500);
    await tab.ask('Page.navigate', { url: 'http://cloth-and-thread.example/velvet' });
    await tab.pause(3000);
  }),
  visit('workshop-left-for-the-map', PHONE, SHOP, async ({ tab }) => {
    await tab.read(2);
    await tab.follow("main a[href='/demo/visit']", '/demo/visit');
    await tab.read(1);
    await tab.click("main a[href='https://www.openstreetmap.org/']");
    await tab.pause(3000);
  }),
  visit('fabrics-phone-closed', PHONE, '/demo/fabrics', async ({ tab }) => {
    await tab.read(3);
    await tab.follow("header a[href='/demo/products']", '/demo/products');
    await tab.read(2);
    await tab.close();
  }),
  visit('two-tabs', DESKTOP, '/demo/products', async ({ tab, browser, url }) => {
    await tab.read(1);
    const second = await browser.newTab();
    await second.open(url(product('curled-hair')));
    await second.read(3);
    await second.close();
    await tab.pause(2500);
    await toProduct(tab, 'jute-webbing');
    await tab.read(2);
    await tab.close();
  }),
  visit('comes-back-soon', LAPTOP, '/demo/guide', async ({ tab, browser, url }) => {
    await tab.read(3);
    const elsewhere = await browser.newTab();
    await tab.close();
    await elsewhere.pause(25_000);
    await elsewhere.open(url('/demo/products'));
    await elsewhere.read(2);
    await toProduct(elsewhere, 'regulator');
    await elsewhere.read(1);
    await elsewhere.close();
  }),
  visit('page-crashes', DESKTOP, '/demo/products', async ({ tab, browser, url }) => {
    await tab.read(2);
    await toProduct(tab, 'ripping-chisel');
    await tab.read(1);
    const next = await browser.newTab();
    await tab.crash();
    await next.pause(8000);
    await next.open(url(SHOP));
    await next.pause(4000);
    await next.close();
  }),
];

const fillsCarts = [
  visit('cart-closed', DESKTOP, '/demo/products', async ({ tab }) => {
    await tab.read(2);
    await toProduct(tab, 'shears');
    await tab.read(1);
    await add(tab);
    await toCart(tab);
    await tab.pause(4000);
    await tab.close();
  }),
  visit('cart-voucher-closed', LAPTOP, SHOP, async ({ tab }) => {
    await tab.read(1);
    await toProduct(tab, 'tack-hammer');
    await tab.read(2);
    await add(tab, { quantity: 2 });
    await toCart(tab);
    await tab.type('#voucher', 'SPRING20');
    await tab.click('[data-voucher] button');
    await tab.pause(5000);
    await tab.close();
  }),
  visit('cart-phone-left', PHONE, product('curled-hair'), async ({ tab }) => {
    await tab.read(2);
    await add(tab);
    await toCart(tab);
    await tab.pause(3000);
    await tab.ask('Page.navigate', { url: 'http://price-finder.example/curled-hair' });
    await tab.pause(3000);
  }),
  visit('cart-guide-phone-closed', PHONE, '/demo/guide', async ({ tab }) => {
    await tab.read(4);
    await tab.follow("header a[href='/demo/products']", '/demo/products');
    await toProduct(tab, 'laid-twine');
    await tab.read(1);
    await add(tab);
    await toCart(tab);
    await tab.pause(3000);
    await tab.close();
  }),
  visit('checkout-closed', DESKTOP, product('web-stretcher'), async ({ tab }) => {
    await tab.read(2);
    await add(tab);
    await toCart(tab);
    await tab.pause(2500);
    await toCheckout(tab);
    await fill(tab, { '#email': PERSON['#email'], '#name': PERSON['#name'] });
    await tab.pause(6000);
    await tab.close();
  }),
  visit('checkout-phone-closed', PHONE, '/demo/products', async ({ tab }) => {
    await tab.read(2);
    await toProduct(tab, 'brass-nails');
    await tab.read(1);
    await add(tab);
    await toCart(tab);
    await toCheckout(tab);
    await tab.pause(5000);
    await tab.click("[value=express]");
    await tab.pause(3000);
    await tab.close();
  }),
  visit('payment-left', LAPTOP, '/demo/products', async ({ tab }) => {
    await tab.read(1);
    await toProduct(tab, 'curved-needles');
    await add(tab);
    await toCart(tab);
    await toCheckout(tab);
    await fill(tab, { ...PERSON, ...CARD });
    await tab.follow('#pay', '/demo/payment');
    await tab.pause(5000);
    await tab.ask('Page.navigate', { url: 'http://my-bank.example/limits' });
    await tab.pause(3000);
  }),
];

const buys = [
  visit('buys-from-home', DESKTOP, SHOP, async ({ tab }) => {
    await tab.read(2);
    await toProduct(tab, 'web-stretcher');
    await tab.read(2);
    await add(tab);
    await toCart(tab);
    await tab.pause(2000);
    await toCheckout(tab);
    await fill(tab, PERSON);
    await pay(tab);
    await tab.close();
  }),
  visit('buys-from-guide', LAPTOP, '/demo/guide', async ({ tab }) => {
    await tab.read(5);
    await tab.follow("header a[href='/demo/products']", '/demo/products');
    await toProduct(tab, 'tack-hammer');
    await add(tab);
    await tab.follow("header a[href='/demo/products']", '/demo/products');
    await toProduct(tab, 'jute-webbing');
    await add(tab, { quantity: 3 });
    await toCart(tab);
    await toCheckout(tab);
    await fill(tab, PERSON);
    await pay(tab);
    await tab.close();
  }),
  visit('buys-on-the-phone', PHONE, product('shears'), async ({ tab }) => {
    await tab.read(2);
    await add(tab);
    await toCart(tab);
    await toCheckout(tab);
    await fill(tab, PERSON);
    await pay(tab);
    await tab.follow("main a[href='/demo/guide']", '/demo/guide');
    await tab.read(1);
    await tab.close();
  }),
];

/** They take half an hour of real time each, and come first. */
const absent = [
  visit('parked-cart', DESKTOP, '/demo/products', async ({ tab, browser }) => {
    await tab.read(1);
    await toProduct(tab, 'curled-hair');
    await add(tab);
    await toCart(tab);
    await tab.pause(2000);
    const elsewhere = await browser.newTab();
    await elsewhere.rest(17 * 60_000);
  }),
  visit('parked-guide', LAPTOP, '/demo/guide', async ({ tab, browser }) => {
    await tab.read(4);
    const elsewhere = await browser.newTab();
    await elsewhere.rest(17 * 60_000);
  }),
  visit('idle-checkout', DESKTOP, product('tack-hammer'), async ({ tab }) => {
    await tab.read(1);
    await add(tab);
    await toCart(tab);
    await toCheckout(tab);
    await tab.type('#email', PERSON['#email']);
    await tab.rest(33 * 60_000);
  }),
  visit('idle-fabrics', LAPTOP, '/demo/fabrics', async ({ tab }) => {
    await tab.read(3);
    await tab.rest(33 * 60_000);
  }),
];

export const visits = Object.entries({ absent, bounce: bounces, look: looksAround, cart: fillsCarts, buy: buys })
  .flatMap(([kind, all]) => all.map((one) => ({ ...one, kind })));
