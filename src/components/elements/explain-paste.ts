/**
 * `errdex-explain`: names the errors in the text of its field, as one types or pastes. The text stays on this machine; it is
 * shown as text and never as HTML.
 */
import type { Briefs, FoundError } from './answer-paste.ts';
import { isPasteLost, takePaste } from './keep-paste.ts';

/** So long nothing is typed before what was typed is answered. In milliseconds. */
const PAUSE = 150;

/** What the field shows: all of a short text, and of a long one so much that its answer is beside it. In lines. */
const ROWS = { empty: 12, least: 3, most: 8 };

const NOT_LOADED = 'The index could not be loaded. Your text is still here: change it to try again.';
const LOST = 'What you pasted could not be brought here. Paste it again.';

class ExplainPaste extends HTMLElement {
  readonly #base = this.dataset['base'] ?? '/';
  readonly #field = this.querySelector('textarea');
  readonly #status = this.querySelector('[role="status"]');
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** The text that was asked last. */
  #asked = '';
  #isWorking = false;
  #found: readonly FoundError[] = [];
  #briefs: Briefs | undefined;

  connectedCallback(): void {
    const field = this.#field;
    if (!field) return;
    field.addEventListener('input', (event) => {
      // While one types, nothing moves.
      const isWhole = event instanceof InputEvent && /^insertFrom(Paste|Drop)/.test(event.inputType);
      if (isWhole || field.value === '') this.#fit();
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => {
        this.#ask();
      }, PAUSE);
    });
    for (const button of this.querySelectorAll<HTMLElement>('button')) {
      button.addEventListener('click', () => {
        this.#put(button.dataset['text'] ?? '');
        field.focus();
      });
    }
    // A browser may have kept the text over a step back.
    addEventListener('pageshow', () => {
      if (field.value !== this.#asked) this.#take();
    });
    this.#receive();
    // On a phone the keyboard would cover the page.
    if (matchMedia('(pointer: fine)').matches) field.focus();
  }

  /** Takes what was pasted into the box of another page. */
  #receive(): void {
    const paste = takePaste();
    if (paste !== undefined) this.#put(paste);
    // What the browser kept, or was typed before this was loaded.
    else if (this.#field?.value !== '') this.#take();
    else if (isPasteLost()) this.#say(LOST);
  }

  #put(text: string): void {
    if (this.#field) this.#field.value = text;
    // From the beginning, where the answer shows its lines from.
    this.#field?.setSelectionRange(0, 0);
    this.#take();
  }

  /** Answers a text that is in the field as a whole. */
  #take(): void {
    this.#fit();
    this.#ask();
  }

  /** Gives the field the height of its text, and keeps in sight where one types. */
  #fit(): void {
    const field = this.#field;
    if (!field) return;
    const lines = field.value.split('\n', ROWS.most).length;
    field.rows = field.value === '' ? ROWS.empty : Math.max(ROWS.least, lines);
    if (field.selectionEnd === 0) field.scrollTo(0, 0);
    else if (field.selectionEnd === field.value.length) field.scrollTop = field.scrollHeight;
  }

  #ask(): void {
    clearTimeout(this.#pause);
    const paste = this.#field?.value ?? '';
    this.#asked = paste;
    if (paste.trim() === '') {
      this.#reveal([]);
      this.#say('');
      return;
    }
    this.#say('Reading…');
    void this.#work();
  }

  /** Answers what was asked last, one text at a time: what was typed over meanwhile is left out. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    let answered = '';
    while (answered !== this.#asked && this.#asked.trim() !== '') {
      answered = this.#asked;
      try {
        const { answerPaste } = await import('./answer-paste.ts');
        const found = await answerPaste(this.#base, answered);
        if (answered === this.#asked) this.#show(found);
      } catch {
        if (answered !== this.#asked) continue;
        this.#reveal([]);
        this.#say(NOT_LOADED);
      }
    }
    this.#isWorking = false;
  }

  #show(found: readonly FoundError[]): void {
    this.#found = found;
    const [first, ...others] = found;
    this.#reveal(first ? ['first', ...(others.length > 0 ? ['others'] : [])] : ['nothing']);
    if (!first) {
      this.#say('No known error here.');
      return;
    }
    const more = others.length === 0 ? '' : ` ${others.length} more below it.`;
    this.#say(`${first.name} (${first.language}), ${inWords(first.lines)}.${more}`);
    this.#fillFirst(first);
    this.#slot('list')?.replaceChildren(...others.map((error) => this.#toItem(error)));
    // The entries, to which each answer leads, have them too.
    if (!this.#briefs) this.#addBriefs().catch(() => undefined);
  }

  async #addBriefs(): Promise<void> {
    const { loadBriefs } = await import('./answer-paste.ts');
    this.#briefs = await loadBriefs(this.#base);
    if (this.#slot('first')?.hidden === false) this.#show(this.#found);
  }

  #fillFirst({ id, name, language, lines, values, excerpt }: FoundError): void {
    const entry = `${this.#base}${id}/`;
    const [title = '', fix = 'Go to the first fix', when = ''] = this.#briefs?.get(id) ?? [];
    this.#slot('name')?.replaceChildren(linkTo(entry, name));
    this.#slot('language')?.replaceChildren(language);
    this.#slot('title')?.replaceChildren(title);
    this.#slot('where')?.replaceChildren(`Your text, ${inWords(lines)}`);
    this.#slot('excerpt')?.replaceChildren(...excerpt.flatMap(toLine));
    this.#slot('values')?.replaceChildren(...values.map(toValue));
    this.#slot('fix')?.replaceChildren(linkTo(`${entry}#fix-1`, ...withCode(fix)));
    this.#slot('when')?.replaceChildren(
      ...(when === '' ? [] : [element('span', 'soft', 'When:'), ' ', ...withCode(when)]),
    );
    this.#slot('entry')?.replaceChildren(linkTo(entry, `All about ${name}`));
  }

  #toItem({ id, name, language, lines }: FoundError): HTMLElement {
    const [title = ''] = this.#briefs?.get(id) ?? [];
    const link = linkTo(`${this.#base}${id}/`, name);
    link.className = 'mono';
    const place = element('span', 'soft', `${language}, ${inWords(lines)}`);
    return element('li', '', link, ' ', place, ' ', element('span', 'title', title));
  }

  /** Shows these parts of the answer and no others. The status says what the first shows, to those who do not see it. */
  #reveal(names: readonly string[]): void {
    for (const name of ['first', 'others', 'nothing']) {
      const part = this.#slot(name);
      if (part) part.hidden = !names.includes(name);
    }
    this.#status?.classList.toggle('visually-hidden', names.includes('first'));
  }

  #slot(name: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-slot="${name}"]`);
  }

  #say(text: string): void {
    // What is said again would be read out again.
    if (this.#status && this.#status.textContent !== text) this.#status.textContent = text;
  }
}

function inWords(lines: readonly number[]): string {
  const [first = 0, last = first] = [lines[0], lines.at(-1)];
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

/** Its end is text of its own, so that a copy has lines. */
function toLine({ number, text, isMatch }: FoundError['excerpt'][number]): (HTMLElement | string)[] {
  const line = element('span', 'line', element(isMatch ? 'mark' : 'span', '', text));
  line.dataset['n'] = String(number);
  return [line, '\n'];
}

function toValue([placeholder, value]: FoundError['values'][number]): HTMLElement {
  return element('li', '', `the ${placeholder} is `, element('code', '', value));
}

/** Text whose inline code is set apart. */
function withCode(text: string): (HTMLElement | string)[] {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? element('code', '', piece) : piece));
}

function linkTo(href: string, ...content: (Node | string)[]): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.append(...content);
  return link;
}

function element(tag: string, className: string, ...content: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...content);
  return made;
}

customElements.define('errdex-explain', ExplainPaste);
