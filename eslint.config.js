// Lint rules, among them the one that holds the layers: what a folder may import is written here and nowhere else.
import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Layer to the layers it may import from; dependencies run one way. `open-catalog` and `config` are single modules. */
const LAYERS = {
  catalog: [],
  render: ['catalog'],
  verify: ['catalog'],
  lookup: ['catalog'],
  cli: ['catalog', 'verify', 'lookup'],
  config: [],
  'open-catalog': ['catalog', 'render', 'lookup', 'verify'],
  site: ['catalog', 'verify', 'open-catalog', 'config'],
  components: ['catalog', 'render', 'lookup', 'site'],
  layouts: ['site', 'components', 'styles'],
  pages: ['catalog', 'render', 'lookup', 'site', 'components', 'layouts'],
};
/** Layers that know nothing of Astro. */
const PURE = ['catalog', 'render', 'verify', 'lookup', 'cli', 'open-catalog', 'config'];
/** What the innermost layer may use; it is read by every other. */
const CATALOG_PACKAGES = ['yaml', 'zod'];

const everyFolder = [...Object.keys(LAYERS), 'styles'];

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => {
  const forbidden = everyFolder.filter((folder) => folder !== layer && !allowed.includes(folder));
  const patterns = [
    {
      regex: `^\\.{1,2}/(?:\\.\\./)*(${forbidden.join('|')})(/|\\.ts$)`,
      message: `src/${layer} may import from ${allowed.length === 0 ? 'no other layer' : allowed.join(', ')}.`,
    },
  ];
  if (PURE.includes(layer)) {
    patterns.push({
      regex: '^astro(:|/|$)',
      message: `src/${layer} knows nothing of Astro, so that commands can use it.`,
    });
  }
  if (layer === 'catalog') {
    patterns.push({
      regex: `^(?!\\.|node:|(${CATALOG_PACKAGES.join('|')})$)`,
      message: `src/catalog uses node:*, ${CATALOG_PACKAGES.join(' and ')} alone.`,
    });
  }
  return {
    name: `errdex/layer-${layer}`,
    files: [`src/${layer}/**/*.{ts,astro}`, `src/${layer}.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
});

export default defineConfig(
  globalIgnores(['dist', 'dist-cli', '.dist-*', '.astro', '.cache', 'test-results']),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  astro.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      // Two ways of access follow from noPropertyAccessFromIndexSignature, which the compiler already holds.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    // A discarded field is how one is left out.
    rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly' } },
  },
  // The types of Astro components reach the type-aware rules only through `astro check`, which runs beside this.
  { files: ['**/*.astro'], extends: [tseslint.configs.disableTypeChecked] },
  ...layerRules,
);
