/** `errdex-nearest`: lists the entries whose names are nearest to the address that was asked for. */
import { askLookup } from './ask-lookup.ts';

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
    // Those of the language that the address names are enough, and a fraction of all.
    const scope = { limit: 5, knownOf: asked.trim().split(' ')[0] ?? '' };
    const answers = await askLookup(base, asked, scope);
    // A language that was misspelled must not hide a name that was not.
    const last = asked.trim().split(' ').slice(1).join(' ');
    const found = answers.length > 0 ? answers : await askLookup(base, last, scope);
    const nothing = this.querySelector('p');
    if (nothing) nothing.hidden = found.length > 0;
    this.querySelector('ul')?.replaceChildren(
      ...found.map(({ href, name, title, language, isWritten }) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = href;
        link.className = 'mono';
        link.textContent = name;
        item.append(link, ` ${isWritten ? title : 'known, and not written yet: write this entry'} (${language})`);
        return item;
      }),
    );
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
