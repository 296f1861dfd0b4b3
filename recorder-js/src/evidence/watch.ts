import type { Clock } from '../clock';
import { listen, type Listening, stopAll } from '../guard';
import type { Options } from '../site/options';
import type { Urls } from '../site/urls';
import type { Timers } from '../timers';
import { watchClicks } from './clicks';
import { watchExits } from './exits';
import { watchGaps } from './gaps';
import { type Media, watchMedia } from './media';
import { watchOutbound } from './outbound';
import { type PageState, watchPageState } from './pageState';
import { type Person, watchPerson } from './person';
import type { Signals } from './signals';
import { type Views, watchViews } from './views';

/** All trackers of one document. */
export interface Watch extends Listening {
  readonly person: Person;
  readonly page: PageState;
  readonly media: Media;
  readonly views: Views;
}

export interface WatchSources {
  readonly window: Window;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly signals: Signals;
  urls(): Urls;
  options(): Options | null;
  leaving(): boolean;
  /** A link opens another tab of this site. */
  opens(): void;
  woke(): void;
  words(): number | undefined;
}

export function watchAll({ window, clock, timers, signals, urls, options, leaving, opens, woke, words }: WatchSources): Watch {
  const views = watchViews(signals, clock, window, urls, words);
  // before the exits' own listener: what was clicked and shown comes before the page goes
  const early = listen(window, ['pagehide'], () => {
    outbound.settle();
    views.flush();
  });
  const person = watchPerson(signals, clock, window);
  const exits = watchExits(signals, clock, person, window);
  const outbound = watchOutbound(signals, window, options, exits.announce, opens);
  const page = watchPageState(signals, window, leaving);
  const media = watchMedia(signals, clock, person, window);
  const gaps = watchGaps(signals, clock, timers, page.visible, woke);
  const clicks = watchClicks(signals, window);
  return { person, page, media, views, stop: stopAll([views, early, person, exits, outbound, page, media, gaps, clicks]).stop };
}
