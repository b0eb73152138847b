/**
 * `errdex-search`: answers its field on the page, as one types. The question and the language are in the address, so that
 * an answer can be sent to someone; a language that was chosen is a step back, a letter that was typed is none.
 */
import { askLookup, type Answer } from './ask-lookup.ts';
import { isPaste, leadPastes } from './keep-paste.ts';
import { loadNames } from './load-part.ts';

/** More is no answer. */
const MAX_ANSWERS = 200;

class SearchResults extends HTMLElement {
  readonly #base = this.dataset['base'] ?? '/';
  readonly #input = this.querySelector('input');
  readonly #select = this.querySelector('select');
  readonly #status = this.querySelector('[role="status"]');
  readonly #list = this.querySelector<HTMLElement>('[data-slot="found"]');
  /** As the page lists them, any language first. */
  readonly #languages = [...(this.#select?.options ?? [])].map(({ value, text }) => ({ value, text }));
  #answers: readonly Answer[] = [];

  connectedCallback(): void {
    const input = this.#input;
    if (!input) return;
    leadPastes(input, this.#base);
    input.addEventListener('focus', () => {
      loadNames(this.#base).catch(() => undefined);
    });
    input.addEventListener('input', () => {
      this.#write('replaceState');
      void this.#answer();
    });
    input.form?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#links[0]?.focus();
    });
    this.#select?.addEventListener('change', () => {
      this.#write('pushState');
      this.#listLanguages(this.#language);
      this.#render();
    });
    this.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    addEventListener('popstate', () => {
      this.#read();
    });
    if (input.value === '') this.#read();
    else {
      // It was typed before this was loaded.
      this.#write('replaceState');
      void this.#answer();
    }
    // On a phone the keyboard would cover the answer.
    if (input.value !== '' && matchMedia('(pointer: fine)').matches) input.focus();
  }

  get #links(): HTMLAnchorElement[] {
    return [...(this.#list?.querySelectorAll('a') ?? [])];
  }

  /** Takes the question from the address. */
  #read(): void {
    const asked = new URLSearchParams(location.search);
    if (this.#input) this.#input.value = asked.get('q') ?? '';
    this.#listLanguages(asked.get('language') ?? '');
    void this.#answer('once');
  }

  #write(how: 'pushState' | 'replaceState'): void {
    const query = this.#input?.value ?? '';
    // What was pasted stays out of the address.
    if (isPaste(query)) return;
    const asked = new URLSearchParams();
    if (query.trim() !== '') asked.set('q', query.trim());
    if (query.trim() !== '' && this.#language !== '') asked.set('language', this.#language);
    const search = asked.size === 0 ? '' : `?${asked.toString()}`;
    history[how](null, '', `${location.pathname}${search}`);
  }

  /** Id of the language that was chosen; empty for all. */
  get #language(): string {
    return this.#select?.value ?? '';
  }

  /** Shows what answers the field: whenever more is known, or once when all is, so that nothing moves on a page that opens. */
  async #answer(when: 'early' | 'once' = 'early'): Promise<void> {
    const query = this.#input?.value ?? '';
    const otherwise = `No entry is named like “${query.trim()}”.`;
    const isCurrent = (): boolean => query === this.#input?.value;
    if (query.trim() === '' || isPaste(query)) {
      this.#show([], query.trim() === '' ? '' : 'This is longer than a name. Enter searches it for known errors.');
      return;
    }
    try {
      let last: readonly Answer[] = [];
      for await (const answers of askLookup(this.#base, query, MAX_ANSWERS)) {
        if (!isCurrent()) return;
        last = answers;
        if (when === 'early') this.#show(answers, otherwise);
      }
      if (when === 'once' && isCurrent()) this.#show(last, otherwise);
    } catch {
      if (isCurrent()) this.#show([], 'The index could not be loaded. All names are below.');
    }
  }

  /** Shows `answers`, or says `otherwise` where there are none and leaves the list of all names. */
  #show(answers: readonly Answer[], otherwise: string): void {
    this.#answers = answers;
    document.documentElement.classList.remove('asks');
    for (const slot of this.querySelectorAll<HTMLElement>('[data-shown]')) {
      slot.hidden = (slot.dataset['shown'] === 'answer') !== answers.length > 0;
    }
    this.#listLanguages(this.#language);
    this.#render();
    if (answers.length === 0) this.#say(otherwise);
  }

  /** Offers the languages of the answers, each with its number, and `chosen` even where it has none. */
  #listLanguages(chosen: string): void {
    const offered = this.#languages.flatMap(({ value, text }) => {
      const count = this.#answers.filter((answer) => value === '' || languageOf(answer) === value).length;
      return count > 0 || value === '' || value === chosen ? new Option(`${text} (${count})`, value) : [];
    });
    this.#select?.replaceChildren(...offered);
    // An address may name a language that is none.
    if (this.#select) this.#select.value = offered.some(({ value }) => value === chosen) ? chosen : '';
  }

  #render(): void {
    const own = this.#answers.filter((answer) => languageOf(answer) === this.#language);
    // Where the chosen language has none, another may have what was meant.
    const shown = own.length > 0 ? own : this.#answers;
    const focused = this.#links.find((link) => link === document.activeElement)?.href;
    const groups = [...Map.groupBy(shown, ({ name, isWritten }) => `${String(isWritten)} ${name}`).values()];
    this.#list?.replaceChildren(...groups.map(toItem));
    // It is told anew whenever more is known.
    if (focused !== undefined) this.#links.find(({ href }) => href === focused)?.focus();
    if (this.#answers.length === 0) return;
    const all = this.#answers.length;
    const answers = `${all} ${all === 1 ? 'answer' : 'answers'}`;
    const chosen = this.#languages.find(({ value }) => value === this.#language)?.text ?? '';
    if (this.#language !== '' && own.length === 0) this.#say(`None in ${chosen}; ${answers} in other languages`);
    else this.#say(shown.length === all ? answers : `${shown.length} of ${answers}`);
  }

  #say(text: string): void {
    if (this.#status) this.#status.textContent = text;
  }

  #onKey(event: KeyboardEvent): void {
    const stops = [this.#input, ...this.#links];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1, Escape: -at }[event.key] ?? 0;
    const next = stops[at + step];
    if (at === -1 || step === 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}

function languageOf({ id }: Answer): string {
  return id.split('/')[0] ?? '';
}

/** A name with its language; a name that several languages have stands once, above them. */
function toItem(group: readonly Answer[]): HTMLElement {
  const item = document.createElement('li');
  const [first] = group;
  if (!first) return item;
  if (group.length === 1) {
    item.append(linkTo(first, first.name, 'mono'), ' ', span('soft', first.language), ' ', ...describe(first));
    return item;
  }
  const heading = document.createElement('h2');
  heading.className = 'mono';
  heading.textContent = first.name;
  const list = document.createElement('ul');
  list.append(
    ...group.map((answer) => {
      const own = document.createElement('li');
      own.append(linkTo(answer, answer.language), ' ', ...describe(answer));
      return own;
    }),
  );
  item.append(heading, list);
  return item;
}

function linkTo({ href }: Answer, text: string, className = ''): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.className = className;
  link.textContent = text;
  return link;
}

function describe({ title, alias, isWritten }: Answer): HTMLElement[] {
  return [
    span('title', isWritten ? title : 'Known, and not written yet: write this entry'),
    ...(alias === undefined ? [] : [span('alias', `also known as ${alias}`)]),
  ];
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

customElements.define('errdex-search', SearchResults);
