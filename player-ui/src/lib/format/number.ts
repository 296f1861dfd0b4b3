const whole = new Intl.NumberFormat();
const share = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

export function count(value: number): string {
  return whole.format(value);
}

/** Under 10 % with one decimal. */
export function percent(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return value > 0 && value < 0.1 ? fine.format(value) : share.format(value);
}

/** "1 session", "41 sessions". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
