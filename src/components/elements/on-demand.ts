/** Elements that one page has are loaded there alone. */
if (document.querySelector('errdex-explain')) void import('./explain-paste.ts');
if (document.querySelector('errdex-search')) void import('./search-results.ts');
