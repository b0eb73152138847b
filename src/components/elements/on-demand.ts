/** Elements that one page has are loaded there alone. */
if (document.querySelector('errdex-explain')) void import('./explain-paste.ts');
if (document.querySelector('errdex-search')) {
  import('./search-results.ts').catch(() => {
    // Nothing will answer: the list of all names is shown at once.
    document.documentElement.classList.remove('asks');
  });
}
