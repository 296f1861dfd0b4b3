/** Text that counts as a page's picture until its own size is known. */
const USUAL_TEXT = 500_000;
export const KEYFRAME_FIRST_MS = 60_000;
export const KEYFRAME_LAST_MS = 300_000;

/** When another full picture is due: so that a replay that starts anywhere has little to catch up with. */
export interface Keyframes {
  /**
   * Events were sealed.
   * @param at milliseconds of any monotonic clock
   * @returns whether a picture is due: when the increments outgrow the last one and 60 s have passed, at most after 5 min
   */
  sealed(text: number, keyframe: boolean, at: number): boolean;
}

export function keyframes(): Keyframes {
  let picture = USUAL_TEXT;
  let increments = 0;
  let since: number | null = null;
  return {
    sealed(text, keyframe, at) {
      if (keyframe) {
        picture = text;
        increments = 0;
        since = at;
        return false;
      }
      increments += text;
      const passed = at - (since ??= at);
      if (passed < KEYFRAME_FIRST_MS || (increments < picture && passed < KEYFRAME_LAST_MS)) return false;
      // not asked again before the next one has had time to come
      increments = 0;
      since = at;
      return true;
    },
  };
}
