import { Mark, marksAt, masksText } from '../privacy/context';
import { maskText } from '../privacy/inputs';

/** What was clicked, told so that a funnel can find it again (docs/wire-format.md). */
export interface ElementDescriptor {
  tag: string;
  id?: string;
  data?: Record<string, string>;
  role?: string;
  classes?: string[];
  label?: string;
  path: string;
}

const INTERACTIVE = 'a[href],button,input,select,textarea,summary,label,option,[role],[onclick],[tabindex],[data-testid],[data-test]';
const LONGEST_LABEL = 80;
const LONGEST_VALUE = 128;
const MOST_DATA = 12;
const DEEPEST = 5;

/**
 * The element that a click meant: the nearest one that does something.
 *
 * @param also what does something, too, as a selector that begins with a comma
 */
export const meant = (target: Element, also = ''): Element => target.closest(INTERACTIVE + also) ?? target;

/** Of elements of any window: the player describes those of a rebuilt page with it. */
export function describe(element: Element): ElementDescriptor {
  const marks = marksAt(element);
  const tag = element.tagName.toLowerCase();
  if (marks & Mark.block) {
    const block = element.closest('[data-lastseen-block]') ?? element;
    return { tag: block.tagName.toLowerCase(), path: shortPath(block) };
  }
  const masked = masksText(marks);
  const say = (text: string) => (masked ? maskText(text) : text);
  const data: Record<string, string> = {};
  for (const { name, value } of Array.from(element.attributes)) {
    if (name.startsWith('data-') && !name.startsWith('data-lastseen-') && Object.keys(data).length < MOST_DATA) {
      data[name.slice(5)] = say(value.split(/[?#]/, 1)[0]!.slice(0, LONGEST_VALUE));
    }
  }
  const role = element.getAttribute('role');
  const classes = Array.from(element.classList).slice(0, 8);
  const label = say(labelOf(element)).slice(0, LONGEST_LABEL);
  return {
    tag,
    ...(element.id && { id: element.id.slice(0, LONGEST_VALUE) }),
    ...(Object.keys(data).length && { data }),
    ...(role && { role }),
    ...(classes.length && { classes: classes.map((name) => name.slice(0, 64)) }),
    ...(label && { label }),
    path: shortPath(element),
  };
}

/** What a person would call it. Never what somebody typed. */
function labelOf(element: Element): string {
  const aria = element.getAttribute('aria-label');
  if (aria) return tidy(aria);
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) {
    const field = element as HTMLInputElement;
    if (/^(submit|button|reset)$/.test(field.type)) return tidy(field.value);
    const label = field.labels?.[0];
    return tidy(label ? textOf(label) : element.getAttribute('placeholder') || element.getAttribute('name') || '');
  }
  return tidy(textOf(element) || element.getAttribute('alt') || element.getAttribute('title') || element.querySelector('img[alt]')?.getAttribute('alt') || '');
}

/** Text of an element without what is masked, blocked or editable inside it. */
function textOf(element: Element): string {
  let text = '';
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && text.length < 4 * LONGEST_LABEL; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || /^(SCRIPT|STYLE|TEXTAREA|OPTION|NOSCRIPT)$/.test(parent.tagName)) continue;
    const marks = marksAt(parent);
    if (marks & Mark.block) continue;
    text += masksText(marks) ? maskText(node.nodeValue ?? '') : node.nodeValue;
  }
  return text;
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** `main>ul#list>li:nth-of-type(3)>a`: up to five steps, or from the nearest id on. */
export function shortPath(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && steps.length < DEEPEST && at.tagName !== 'HTML'; at = at.parentElement) {
    const tag = at.tagName.toLowerCase();
    if (at.id) {
      steps.unshift(`${tag}#${at.id.slice(0, 64)}`);
      break;
    }
    let place = 1;
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) if (before.tagName === at.tagName) place++;
    const alone = place === 1 && !hasLaterSibling(at);
    steps.unshift(alone ? tag : `${tag}:nth-of-type(${place})`);
  }
  return steps.join('>').slice(0, 512);
}

function hasLaterSibling(element: Element): boolean {
  for (let next = element.nextElementSibling; next; next = next.nextElementSibling) if (next.tagName === element.tagName) return true;
  return false;
}
