/** `errdex-nearest`: lists the entries whose names are nearest to the address that was asked for. */
import { loadLookup } from './lookup-box.ts';

class NearestEntries extends HTMLElement {
  connectedCallback(): void {
    // Without the index the ways to browse below are all there is.
    this.#fill().catch(() => {
      this.hidden = true;
    });
  }

  async #fill(): Promise<void> {
    const { index, find } = await loadLookup(this.dataset['index'] ?? '');
    const base = this.dataset['base'] ?? '/';
    const asked = decodePath(location.pathname.slice(base.length)).replace(/[/_-]+/g, ' ');
    const matches = find(index, asked, 5);
    // A language that was misspelled must not hide a name that was not.
    const last = asked.trim().split(' ').slice(1).join(' ');
    const found = matches.length > 0 ? matches : find(index, last, 5);
    const nothing = this.querySelector('p');
    if (nothing) nothing.hidden = found.length > 0;
    this.querySelector('ul')?.replaceChildren(
      ...found.map(({ id, name, title, language }) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = `${base}${id}/`;
        link.className = 'mono';
        link.textContent = name;
        item.append(link, ` ${title} (${language})`);
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
