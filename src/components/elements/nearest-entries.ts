/** `errdex-nearest`: lists the entries whose names are nearest to the address that was asked for. */
import { findByName, findUnwritten } from './ask-lookup.ts';
import { loadNames } from './load-part.ts';

class NearestEntries extends HTMLElement {
  connectedCallback(): void {
    // Without the index the ways to browse below are all there is.
    this.#fill().catch(() => {
      this.hidden = true;
    });
  }

  async #fill(): Promise<void> {
    const base = this.dataset['base'] ?? '/';
    const asked = decodePath(location.pathname.slice(base.length)).replace(/[/_-]+/g, ' ');
    // A language that was misspelled must not hide a name that was not.
    const last = asked.trim().split(' ').slice(1).join(' ');
    const whole = await findByName(base, asked, 5);
    const entries = whole.length > 0 ? whole : await findByName(base, last, 5);
    const found = [...(await findUnwritten(base, asked, entries, await this.#languageOf(base))), ...entries].slice(
      0,
      5,
    );
    const nothing = this.querySelector('p');
    if (nothing) nothing.hidden = found.length > 0;
    this.querySelector('ul')?.replaceChildren(
      ...found.map(({ href, name, language, isWritten }) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = href;
        link.className = 'mono';
        link.textContent = name;
        item.append(link, ` ${language}${isWritten ? '' : ', known, and not written yet: write this entry'}`);
        return item;
      }),
    );
  }

  /** The language that the address names, whose known names are a fraction of all; `undefined` where it names none. */
  async #languageOf(base: string): Promise<string | undefined> {
    const [segment = ''] = decodePath(location.pathname.slice(base.length)).toLowerCase().split('/');
    const { names } = await loadNames(base);
    return names.languages.find(([id, , aliases]) => id === segment || aliases.includes(segment))?.[0];
  }
}

/** An address may hold what is no encoding of anything. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

customElements.define('errdex-nearest', NearestEntries);
