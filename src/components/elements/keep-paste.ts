/**
 * What is pasted into a look-up box and is no name goes to the page that explains it, within this tab: never into an address,
 * never to a server.
 */
import { MAX_QUERY } from '../../lookup/name-index.ts';

const KEY = 'errdex-paste';
/** The address tells so where the tab could keep nothing. */
const AGAIN = '#again';

/** Whether `text` is a piece of a log and no name: it has lines, or is too long. */
export function isPaste(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > MAX_QUERY || trimmed.includes('\n');
}

/** Has `input` and its form lead to the page of explanations with what is no name. `base` is the site's. */
export function leadPastes(input: HTMLInputElement, base: string): void {
  // It bounds what an address can get without scripts; with them it would cut what is pasted.
  input.removeAttribute('maxlength');
  input.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (!isPaste(text)) return;
    event.preventDefault();
    explain(text, base);
  });
  input.form?.addEventListener('submit', (event) => {
    if (!isPaste(input.value)) return;
    event.preventDefault();
    explain(input.value, base);
  });
}

function explain(text: string, base: string): void {
  const field = document.querySelector<HTMLTextAreaElement>('errdex-explain textarea');
  if (field) {
    // This is the page of explanations.
    field.value = text;
    field.setSelectionRange(0, 0);
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
    field.focus();
    return;
  }
  location.assign(`${base}explain/${keep(text) ? '' : AGAIN}`);
}

/** Whether `text` could be kept: storage may be closed to us, or too small. */
function keep(text: string): boolean {
  try {
    // An earlier one, which was not taken, must not be taken for this.
    sessionStorage.removeItem(KEY);
    sessionStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}

/** What was pasted on another page, once; `undefined` where nothing was. */
export function takePaste(): string | undefined {
  try {
    const text = sessionStorage.getItem(KEY) ?? undefined;
    sessionStorage.removeItem(KEY);
    return text;
  } catch {
    return undefined;
  }
}

/** Whether something was pasted on another page and could not be kept. */
export function isPasteLost(): boolean {
  return location.hash === AGAIN;
}
