/**
 * Markdown of the catalogue to HTML, by one frozen processor. Its input is untrusted: raw HTML is dropped, a link leads to
 * http, https or mailto or nowhere, and {@link checkProse} reports both before a site is built.
 */
import type { Nodes, Root } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Prose } from '../catalog/prose.ts';
import type { Problem } from '../catalog/problem.ts';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(() => removeUnsafeLinks)
  .use(remarkRehype)
  .use(rehypeStringify)
  .freeze();

const rendered = new Map<string, string>();

/** `text` as HTML of blocks: paragraphs, lists. */
export function renderMarkdown(text: string): string {
  const known = rendered.get(text);
  if (known !== undefined) return known;
  const html = String(renderer.processSync(text)).trim();
  rendered.set(text, html);
  return html;
}

/** `text` as HTML that may stand inside a line, where it is a single paragraph. */
export function renderInlineMarkdown(text: string): string {
  const html = renderMarkdown(text);
  const single = /^<p>((?:(?!<p>)[^])*)<\/p>$/.exec(html);
  return single?.[1] ?? html;
}

/** `text` as a reader would speak it, without markup, on one line. */
export function toPlainText(text: string): string {
  return textOf(parser.parse(text)).replace(/\s+/g, ' ').trim();
}

/** Raw HTML, unsafe links and headings in Markdown fields. */
export function* checkProse(fields: Iterable<Prose>): Generator<Problem> {
  for (const { source, path, text } of fields) {
    // Parsing is the slow part of a check, and nothing below can occur without one of these.
    if (!SUSPECT.test(text)) continue;
    const here = { file: source.file, ...source.locate(path) };
    for (const node of walk(parser.parse(text))) {
      if (node.type === 'html') {
        const message = `raw HTML in prose: ${JSON.stringify(node.value.slice(0, 40))}`;
        yield {
          ...here,
          rule: 'prose-html',
          message,
          remedy: 'write Markdown; put code such as List<T> into backticks',
        };
      } else if (node.type === 'heading') {
        yield {
          ...here,
          rule: 'prose-heading',
          message: 'a heading in prose',
          remedy: 'the page has its own headings; write a paragraph',
        };
      } else if (node.type === 'image' || node.type === 'imageReference') {
        yield { ...here, rule: 'prose-image', message: 'an image in prose', remedy: 'say it in words' };
      } else if ((node.type === 'link' || node.type === 'definition') && !isSafeUrl(node.url)) {
        const message = `a link to ${JSON.stringify(node.url.slice(0, 40))}`;
        yield { ...here, rule: 'prose-link', message, remedy: 'link to an http or https address' };
      }
    }
  }
}

const SUSPECT = /[<#]|\]\s*[([:]|^\s*(?:=+|-+)\s*$/m;

/** Whether an address of untrusted origin may be linked to. */
export function isSafeUrl(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function removeUnsafeLinks(tree: Root): void {
  for (const node of walk(tree)) {
    if ((node.type === 'link' || node.type === 'definition') && !isSafeUrl(node.url)) node.url = '';
  }
}

function* walk(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  if (!('children' in node)) return '';
  const separator = node.type === 'root' || node.type === 'list' || node.type === 'listItem' ? ' ' : '';
  return node.children.map(textOf).join(separator);
}
