/** A document of this host or a neighbouring subdomain led here, or one that does not say. */
export function cameFromSite({ document, location }: Window): boolean {
  if (!document.referrer) return true;
  const root = (host: string) => host.split('.').slice(-2).join('.');
  try {
    return root(new URL(document.referrer).hostname) === root(location.hostname);
  } catch {
    return false;
  }
}

/** Without locks (plain http) a copied tab shows by a new history. */
export function copiedTab({ navigator, history, opener }: Window): boolean {
  return !navigator.locks && history.length === 1 && Boolean(opener);
}
