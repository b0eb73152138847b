// @ts-check
import { defineConfig } from 'astro/config';
import { loadConfig } from './src/config.ts';

const { siteUrl, base, out } = loadConfig(process.env);

export default defineConfig({
  site: siteUrl,
  base,
  outDir: out,
  // Pages are folders; an address typed without its last slash is answered too.
  trailingSlash: 'ignore',
  build: { inlineStylesheets: 'never' },
  // Markdown and code are rendered by src/render, not by Astro.
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        'img-src data:',
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: {
    // Scripts stay files: they are cached across pages, and the policy needs no hash of them.
    // One style sheet serves every page, fetched once.
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    // The runtimes of a contributor are hundreds of thousands of files, none of them of the site.
    server: { watch: { ignored: ['**/.cache/**', '**/dist/**', '**/.dist-*/**', '**/test-results/**'] } },
  },
});
