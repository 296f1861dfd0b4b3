/**
 * `window.__lastseenPlayer`, present while a session page is open: for tests, and for people who script the player.
 *
 * `await __lastseenPlayer.seek(12_000); __lastseenPlayer.document().body.innerText`
 */
export interface PlayerHandle {
  /**
   * Pauses and rebuilds the page as it was at that instant; resolves once it stands.
   * @param ms since the session's start; clamped to the session
   */
  seek(ms: number): Promise<void>;

  /**
   * The rebuilt page now shown. Scripts stand there as empty `noscript` elements with `data-lastseen-script`,
   * attributes named `data-lastseen-*` or `rr_*` and a `style` right under the root are the player's own.
   * @throws where nothing has been rebuilt yet
   */
  document(): Document;
}
