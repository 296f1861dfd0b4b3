/** What a token's colour is now, as a chart can draw it: `light-dark()` and the like are resolved by the browser. */
export function resolved(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
