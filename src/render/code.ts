/**
 * Code of the catalog to HTML, highlighted by rehype-pretty-code. Tokens carry classes, never inline styles, so that one
 * pass serves both themes and a strict Content-Security-Policy holds. Highlighting is nearly all of a build's work, so
 * each result is kept on disk by the hash of all that decides it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Element, ElementContent, Root } from 'hast';
import rehypePrettyCode, { type Options } from 'rehype-pretty-code';
import rehypeStringify from 'rehype-stringify';
import { createCssVariablesTheme, createHighlighter, createJavaScriptRegexEngine, type ShikiTransformer } from 'shiki';
import { unified } from 'unified';

export interface CodeOptions {
  /** Name of a highlighting grammar. */
  readonly grammar: string;
  /** Line, from 1, that is marked as the one that fails. */
  readonly marked?: number | undefined;
  /** Number shown beside the first line; without it lines are not numbered. */
  readonly firstNumber?: number | undefined;
}

const CACHE_FOLDER = path.resolve('.cache/highlight');
const PREFIX = '--errdex-';

/** Kinds of token to the class that the style sheet colors; tokens of other kinds stay plain. */
const TOKEN_CLASSES: ReadonlyMap<string, string> = new Map([
  ['keyword', 'tk'],
  ['string', 'ts'],
  ['string-expression', 'ts'],
  ['constant', 'tc'],
  ['function', 'tf'],
  ['comment', 'tm'],
]);

const variables = createCssVariablesTheme({
  name: 'errdex',
  variablePrefix: PREFIX,
  variableDefaults: {},
  fontStyle: false,
});

const classes: ShikiTransformer = {
  name: 'errdex-classes',
  pre(node) {
    delete node.properties['style'];
  },
  code(node) {
    delete node.properties['style'];
  },
  line(node) {
    node.children = mergeTokens(node.children.map(toClass));
  },
};

const options: Options = {
  theme: { ...variables, settings: variables.tokenColors ?? [] },
  keepBackground: false,
  grid: false,
  bypassInlineCode: true,
  transformers: [classes],
  getHighlighter: (wanted) =>
    createHighlighter({ ...wanted, engine: createJavaScriptRegexEngine({ forgiving: true }) }),
};

const highlighter = unified().use(rehypePrettyCode, options).freeze();
const stringifier = unified().use(rehypeStringify).freeze();

/** `code` as the HTML inside a `pre` element: one `span` a line. */
export async function renderCode(code: string, { grammar, marked, firstNumber }: CodeOptions): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([await revision(), code, grammar, marked, firstNumber]))
    .digest('hex');
  const file = path.join(CACHE_FOLDER, key.slice(0, 2), `${key.slice(2)}.html`);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;

  const tree: Root = {
    type: 'root',
    children: [
      {
        type: 'element',
        tagName: 'pre',
        properties: {},
        children: [
          {
            type: 'element',
            tagName: 'code',
            properties: { className: [`language-${grammar}`] },
            children: [{ type: 'text', value: code.replace(/\n$/, '') }],
          },
        ],
      },
    ],
  };
  const highlighted = findCode(await highlighter.run(tree));
  if (!highlighted) throw new Error('the highlighter returned no code element');
  for (const [index, line] of highlighted.children.filter((child) => child.type === 'element').entries()) {
    if (index + 1 === marked) line.tagName = 'mark';
    line.properties = { className: ['l'], ...(firstNumber === undefined ? {} : { dataN: firstNumber + index }) };
  }
  const html = stringifier.stringify({ type: 'root', children: [{ ...highlighted, properties: {} }] });
  await mkdir(path.dirname(file), { recursive: true });
  // Renamed into place, since another page may ask for the same code while this is being written.
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, html);
  await rename(unfinished, file);
  return html;
}

let known: Promise<string> | undefined;

/** Changes when what is rendered may change though the code does not: this file's form, or a dependency. */
function revision(): Promise<string> {
  known ??= readFile(path.resolve('package-lock.json')).then(
    (lock) => `1-${createHash('sha256').update(lock).digest('hex')}`,
    () => '1',
  );
  return known;
}

/** Replaces a token's style by its class; a token without color becomes plain text. */
function toClass(token: ElementContent): ElementContent {
  if (token.type !== 'element') return token;
  const kind = /token-([a-z-]+)\)/.exec(String(token.properties['style']))?.[1];
  const className = kind === undefined ? undefined : TOKEN_CLASSES.get(kind);
  const first = token.children[0];
  if (className === undefined) return first ?? token;
  return { ...token, properties: { className: [className] } };
}

/** Joins neighbors of the same class: fewer elements, the same picture. */
function mergeTokens(tokens: readonly ElementContent[]): ElementContent[] {
  const merged: ElementContent[] = [];
  for (const token of tokens) {
    const last = merged.at(-1);
    if (last?.type === 'text' && token.type === 'text') {
      merged[merged.length - 1] = { type: 'text', value: last.value + token.value };
    } else if (
      last?.type === 'element' &&
      token.type === 'element' &&
      String(last.properties['className']) === String(token.properties['className'])
    ) {
      merged[merged.length - 1] = { ...last, children: [...last.children, ...token.children] };
    } else {
      merged.push(token);
    }
  }
  return merged;
}

/** The code element, however the highlighter wraps it. */
function findCode(tree: Root | Element): Element | undefined {
  for (const child of tree.children) {
    if (child.type !== 'element') continue;
    const found = child.tagName === 'code' ? child : findCode(child);
    if (found) return found;
  }
  return undefined;
}
