/** `errdex-lookup`: turns the look-up form into a combobox that answers as one types. */
import { askLookup, type Answer } from './ask-lookup.ts';
import { isPaste, leadPastes } from './keep-paste.ts';
import { loadNames } from './load-part.ts';

class LookupBox extends HTMLElement {
  readonly #input = this.querySelector('input');
  readonly #results = this.querySelector<HTMLElement>('.results');
  readonly #list = this.querySelector('ul');
  readonly #nothing = this.querySelector<HTMLElement>('.nothing');
  /** What else one can do where no entry is named like that. */
  readonly #instead = this.querySelector<HTMLElement>('.instead');
  readonly #status = this.querySelector('[role="status"]');
  /** What is being answered; `undefined` since the box was closed. */
  #asked: string | undefined;
  #matches: readonly Answer[] = [];
  #active = -1;
  /** Whether the reader chose the active answer, which then stays chosen when more is known. */
  #isChosen = false;

  connectedCallback(): void {
    const input = this.#input;
    const list = this.#list;
    if (!input || !list) return;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', list.id);
    // Early, so that the first letter is answered; a failure is told when there is something to answer.
    input.addEventListener('focus', () => {
      loadNames(this.#base).catch(() => undefined);
    });
    input.addEventListener('input', () => void this.#update());
    input.addEventListener('keydown', (event) => {
      this.#onKey(event);
    });
    this.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.#close();
    });
    leadPastes(input, this.#base);
    // A click on an entry must not take the focus before it is followed.
    list.addEventListener('pointerdown', (event) => {
      event.preventDefault();
    });
    list.addEventListener('click', (event) => {
      const item = event.target instanceof Element ? event.target.closest<HTMLElement>('li') : null;
      const match = this.#matches[Number(item?.dataset['position'])];
      if (match) location.assign(match.href);
    });
  }

  get #base(): string {
    return this.dataset['base'] ?? '/';
  }

  async #update(): Promise<void> {
    const query = this.#input?.value ?? '';
    // Enter must not follow the answer to what was typed before.
    this.#matches = [];
    this.#isChosen = false;
    if (query.trim() === '') {
      this.#close();
      return;
    }
    this.#asked = query;
    if (isPaste(query)) {
      this.#list?.replaceChildren();
      this.#say('This is longer than a name. Enter searches it for known errors.');
      return;
    }
    try {
      for await (const answers of askLookup(this.#base, query)) {
        // The answer to what was typed over is of no use.
        if (this.#asked !== query) return;
        this.#show(query, answers);
      }
    } catch {
      if (this.#asked === query) this.#say('The index could not be loaded. Enter shows the list of all names.');
    }
  }

  #show(query: string, answers: readonly Answer[]): void {
    const chosen = this.#isChosen ? this.#matches[this.#active]?.href : undefined;
    this.#matches = answers;
    const kept = answers.findIndex(({ href }) => href === chosen);
    this.#active = kept === -1 ? Math.min(answers.length, 1) - 1 : kept;
    this.#render(query);
  }

  #render(query: string): void {
    this.#list?.replaceChildren(
      ...this.#matches.map((match, position) => {
        const item = document.createElement('li');
        item.id = `${this.#list?.id ?? ''}-${String(position)}`;
        item.role = 'option';
        item.dataset['position'] = String(position);
        const name = document.createElement('b');
        name.textContent = match.alias === undefined ? match.name : `${match.alias} → ${match.name}`;
        const language = document.createElement('span');
        language.textContent = match.language;
        const title = document.createElement('span');
        title.className = 'title';
        title.textContent = match.isWritten ? match.title : 'Known, and not written yet: write this entry';
        item.append(name, language, title);
        return item;
      }),
    );
    const count = this.#matches.filter(({ isWritten }) => isWritten).length;
    this.#say(this.#matches.length === 0 ? `No entry is named like “${query.trim().slice(0, 60)}”.` : '');
    if (this.#instead) this.#instead.hidden = this.#matches.length > 0;
    if (this.#status && this.#matches.length > 0) {
      const others = this.#matches.length - count;
      const unwritten = others === 0 ? '' : `, and ${others} known and not written yet`;
      this.#status.textContent = `${count} ${count === 1 ? 'entry' : 'entries'}${unwritten}`;
    }
    this.#open();
    this.#select(this.#active);
  }

  #say(text: string): void {
    if (this.#nothing) {
      this.#nothing.textContent = text;
      this.#nothing.hidden = text === '';
    }
    if (this.#instead) this.#instead.hidden = true;
    if (text !== '') {
      if (this.#status) this.#status.textContent = text;
      this.#open();
    }
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.#matches.length;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (count === 0) return;
        event.preventDefault();
        this.#open();
        this.#isChosen = true;
        this.#select((this.#active + (event.key === 'ArrowDown' ? 1 : count - 1) + count) % count);
        break;
      case 'Enter': {
        const match = this.#isOpen() ? this.#matches[this.#active] : undefined;
        if (!match) return;
        event.preventDefault();
        location.assign(match.href);
        break;
      }
      case 'Escape':
        if (!this.#isOpen()) return;
        event.preventDefault();
        this.#close();
        break;
    }
  }

  #select(position: number): void {
    this.#active = position;
    const items = this.#list?.querySelectorAll('li') ?? [];
    for (const [index, item] of [...items].entries()) {
      item.ariaSelected = String(index === position);
      if (index !== position) continue;
      this.#input?.setAttribute('aria-activedescendant', item.id);
      item.scrollIntoView({ block: 'nearest' });
    }
    if (position === -1) this.#input?.removeAttribute('aria-activedescendant');
  }

  #isOpen(): boolean {
    return this.#results?.hidden === false;
  }

  #open(): void {
    if (this.#results) this.#results.hidden = false;
    this.#input?.setAttribute('aria-expanded', String(this.#matches.length > 0));
  }

  #close(): void {
    this.#asked = undefined;
    if (this.#results) this.#results.hidden = true;
    this.#input?.setAttribute('aria-expanded', 'false');
    this.#input?.removeAttribute('aria-activedescendant');
  }
}

customElements.define('errdex-lookup', LookupBox);

document.addEventListener('keydown', (event) => {
  const isTyping =
    event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  const input = document.querySelector<HTMLInputElement>('[role="search"] input');
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
});
