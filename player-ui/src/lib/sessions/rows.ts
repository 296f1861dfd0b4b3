import { isTyping } from '$lib/keys';

/** j and k go down and up the list, / to its filters. Enter opens, for rows are links. */
export function moveAmongRows(event: KeyboardEvent): void {
  if (isTyping(event)) return;
  if (event.key === '/') {
    event.preventDefault();
    document.querySelector<HTMLElement>('[aria-label="Filters"] button')?.focus();
  }
  const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  if (step === 0) return;
  const rows = [...document.querySelectorAll<HTMLElement>('a[data-session]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
}
