/** `errdex-theme`: light, dark, or as the system says, kept on this machine only. */
const KEY = 'errdex-theme';

class ThemeChoice extends HTMLElement {
  connectedCallback(): void {
    const select = this.querySelector('select');
    if (!select) return;
    select.value = document.documentElement.dataset['theme'] ?? '';
    select.addEventListener('change', () => {
      if (select.value === '') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = select.value;
      try {
        if (select.value === '') localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, select.value);
      } catch {
        // Storage may be closed to us; the choice then lasts as long as the page.
      }
    });
  }
}

customElements.define('errdex-theme', ThemeChoice);
