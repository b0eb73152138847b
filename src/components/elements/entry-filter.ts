/**
 * `errdex-filter`: shows the entries of a list that match its form. The state is in the address, so that a filtered list can
 * be sent to someone.
 */
class EntryFilter extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    const fromAddress = new URLSearchParams(location.search);
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
      field.value = fromAddress.get(field.name) ?? '';
      // An address may ask for what this list does not have.
      if (field instanceof HTMLSelectElement && field.selectedIndex === -1) field.value = '';
    }
    const update = (): void => {
      this.#apply(form);
    };
    form.addEventListener('input', update);
    form.addEventListener('reset', () => {
      // The fields are empty only after this event.
      setTimeout(update);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    if (location.search !== '') update();
  }

  #apply(form: HTMLFormElement): void {
    const wanted = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value.trim() !== '') wanted.set(name, value.trim());
    }
    const query = wanted.toString();
    history.replaceState(null, '', `${location.pathname}${query === '' ? '' : `?${query}`}${location.hash}`);

    let shown = 0;
    const rows = this.querySelectorAll<HTMLElement>('[data-row]');
    for (const row of rows) {
      const matches = [...wanted].every(([name, value]) =>
        name === 'q' ? row.textContent.toLowerCase().includes(value.toLowerCase()) : row.dataset[name] === value,
      );
      row.hidden = !matches;
      if (matches) shown += 1;
    }
    for (const group of this.querySelectorAll<HTMLElement>('[data-group]')) {
      group.hidden = group.querySelector('[data-row]:not([hidden])') === null;
    }
    const status = this.querySelector('[role="status"]');
    if (status) status.textContent = query === '' ? '' : `${String(shown)} of ${String(rows.length)} shown`;
  }
}

customElements.define('errdex-filter', EntryFilter);
