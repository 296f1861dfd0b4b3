import { Mark, marksAt } from './context';

/** A text that says nothing about what it stands for, not even its length. */
export const SECRET = '********';
const LONGEST_MASK = 500;

export type Secrecy = 'clear' | 'masked' | 'secret';

const BUTTONS = new Set(['submit', 'button', 'reset', 'image']);
const SECRET_AUTOCOMPLETE = /(^|\s)(one-time-code|cc-[a-z-]+|current-password|new-password)(\s|$)/i;
const SECRET_NAME = /passw(or)?d|passcode|\botp\b|one[-_]?time|card[-_]?(number|num|no|cvc|cvv)|\bcc[-_]?(num|number|csc|cvc|exp)|\b(cvc|cvv|csc)\d?\b|\biban\b/i;

export const maskText = (text: string): string => text.replace(/\S/g, '*');
export const maskValue = (text: string): string => text.slice(0, LONGEST_MASK).replace(/[^\n]/g, '*');

/** Decides what may be said about form fields; remembers which fields were once passwords. */
export function inputSecrecy() {
  const secrets = new WeakSet<Element>();

  function isSecret(field: Element): boolean {
    if (secrets.has(field)) return true;
    const secret =
      (field as HTMLInputElement).type === 'password' ||
      field.hasAttribute('data-rr-is-password') ||
      SECRET_AUTOCOMPLETE.test(field.getAttribute('autocomplete') ?? '') ||
      SECRET_NAME.test(`${field.getAttribute('name') ?? ''} ${field.id}`);
    if (secret) secrets.add(field);
    return secret;
  }

  function of(field: Element): Secrecy {
    if (isSecret(field)) return 'secret';
    const type = (field as HTMLInputElement).type;
    if (type === 'hidden') return 'secret';
    const marks = marksAt(field);
    if (BUTTONS.has(type)) return marks & Mark.mask ? 'masked' : 'clear';
    return (marks & (Mark.mask | Mark.unmask)) === Mark.unmask ? 'clear' : 'masked';
  }

  return {
    of,
    /** To be called for every field seen, so that one that is a password now stays secret when it is revealed. */
    notice: (field: Element): void => void isSecret(field),
    mask(text: string, field: Element): string {
      if (!text) return text;
      const secrecy = of(field);
      return secrecy === 'clear' ? text : secrecy === 'secret' ? SECRET : maskValue(text);
    },
  };
}

export type InputSecrecy = ReturnType<typeof inputSecrecy>;
