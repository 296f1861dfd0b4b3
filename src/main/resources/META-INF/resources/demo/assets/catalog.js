/** What the shop sells: name and price in pence, by slug. The product pages say the same. */
export const catalog = {
  'tack-hammer': { name: 'Magnetic tack hammer', pence: 2800 },
  'web-stretcher': { name: 'Webbing stretcher', pence: 1950 },
  'ripping-chisel': { name: 'Ripping chisel and mallet', pence: 2400 },
  'curved-needles': { name: 'Curved needles, set of four', pence: 1200 },
  'regulator': { name: 'Regulator, pair', pence: 1100 },
  'shears': { name: 'Upholsterer’s shears, 10 inch', pence: 4600 },
  'jute-webbing': { name: 'Jute webbing, 10 m', pence: 1600 },
  'laid-twine': { name: 'Laid linen twine, 250 g', pence: 900 },
  'brass-nails': { name: 'Antique brass nails, 100', pence: 1400 },
  'curled-hair': { name: 'Curled hair stuffing, 1 kg', pence: 3200 },
};

export const money = (pence) => new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(pence / 100);
