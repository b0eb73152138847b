/** `errdex-copy`: a button that copies the whole runnable program of its figure, the folded setup first. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const figure = this.closest('figure');
    if (!button || !figure) return;
    const status = this.querySelector('[role="status"]');
    const label = button.textContent;
    const say = (word: string): void => {
      button.textContent = word;
      if (status) status.textContent = word;
      setTimeout(() => {
        button.textContent = label;
      }, 1500);
    };
    button.addEventListener('click', () => {
      const parts = [...figure.querySelectorAll('[data-part="program"] code')];
      const text = parts.map((part) => `${part.textContent}\n`).join('');
      void copy(text).then(say);
    });
  }
}

/** Browsers give the clipboard to secure pages alone, and may ask the reader. */
async function copy(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    return 'Not allowed';
  }
}

customElements.define('errdex-copy', CopyButton);
