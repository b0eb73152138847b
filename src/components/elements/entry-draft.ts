/**
 * `errdex-draft`: where the address asks for an entry to be written (`?write=python/BufferError`), says how to begin it: the
 * command, and a file with the fields filled in as far as they are known, in the editor of the repository.
 */
import { toKebab } from '../../catalog/names.ts';
import { fetchKnown } from './ask-lookup.ts';

class EntryDraft extends HTMLElement {
  connectedCallback(): void {
    // Without the list of known names the guide below is all there is.
    this.#show().catch(() => undefined);
  }

  /** Shows itself for a name that the language lists and that has no entry; any other could be anybody's words. */
  async #show(): Promise<void> {
    const asked = new URLSearchParams(location.search).get('write') ?? '';
    const [language = '', ...rest] = asked.split('/');
    const name = rest.join('/').trim();
    const languageName = this.querySelector<HTMLElement>(`[data-language="${CSS.escape(language)}"]`)?.dataset['name'];
    if (languageName === undefined) return;
    const { entries } = await fetchKnown(this.dataset['known'] ?? '', language);
    if (!entries.some(([, , known]) => known === name)) return;
    for (const [slot, text] of Object.entries({
      name,
      language: languageName,
      // What starts with a hyphen would be taken for an option.
      command: `npm run new -- ${language} ${name.startsWith('-') ? '-- ' : ''}${quote(name)}`,
    })) {
      for (const element of this.querySelectorAll(`[data-slot="${slot}"]`)) element.textContent = text;
    }
    this.hidden = false;
    await this.#offerFile(language, name);
  }

  /** The link is shown when the file it carries is there; the command works without. */
  async #offerFile(language: string, name: string): Promise<void> {
    const response = await fetch(`${this.dataset['skeletons'] ?? ''}${language}.yaml`);
    if (!response.ok) return;
    const link = this.querySelector<HTMLAnchorElement>('a[data-slot="file"]');
    if (!link) return;
    const value = (await response.text()).replace(/^name: .*$/m, () => `name: ${JSON.stringify(name)}`);
    const query = new URLSearchParams({ filename: `${toKebab(name)}.yaml`, value });
    link.href = `${this.dataset['new'] ?? ''}/${language}?${query.toString()}`;
    link.hidden = false;
  }
}

/** A name as one word of a shell, in quotes where it needs them. */
function quote(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}

customElements.define('errdex-draft', EntryDraft);
