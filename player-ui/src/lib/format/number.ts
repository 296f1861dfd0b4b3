const whole = new Intl.NumberFormat();
const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

export function count(value: number): string {
  return whole.format(value);
}

/** Under 10 % and over 99 % with one decimal: what is nearly none or nearly all is not told as none or all. */
export function percent(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value > 0 && value < 0.001) return `<${fine.format(0.001)}`;
  if (value > 0.99 && value < 1) return fine.format(Math.floor(value * 1000) / 1000);
  return value > 0 && value < 0.1 ? fine.format(value) : share.format(value);
}

/** "1 session", "41 sessions". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** What to say behind a number that is counted of a sample; nothing where all were looked at. */
export function sampled(share: number): string {
  return share < 1 ? ` of a sample, one in ${count(Math.round(1 / share))}` : '';
}
