/** `errdex-copy`: a button that copies the whole runnable program of its figure, the folded setup first. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const figure = this.closest('figure');
    if (!button || !figure) return;
    const label = button.textContent;
    button.addEventListener('click', () => {
      const parts = [...figure.querySelectorAll('code[data-part="program"], [data-part="program"] code')];
      const text = parts.map((part) => `${part.textContent}\n`).join('');
      const say = (word: string): void => {
        button.textContent = word;
        setTimeout(() => {
          button.textContent = label;
        }, 1500);
      };
      navigator.clipboard.writeText(text).then(
        () => {
          say('Copied');
        },
        () => {
          say('Not allowed');
        },
      );
    });
  }
}

customElements.define('errdex-copy', CopyButton);
