/**
 * Markdown of the catalog to HTML, by one frozen processor. Its input is untrusted: raw HTML is dropped, a link leads to
 * http, https or mailto or nowhere, an image is its text, and {@link checkProse} reports all three before a site is built.
 */
import type { Nodes as HtmlNodes } from 'hast';
import type { Nodes } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { formatPath } from '../catalog/explain-schema-issue.ts';
import type { Problem } from '../catalog/problem.ts';
import type { Prose } from '../catalog/prose.ts';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();
const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(() => removeUnsafeAddresses)
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

/** Longest description that search engines show. In characters. */
const MAX_SUMMARY = 155;

/** The beginning of `text` as a search engine would show it: plain, cut between words where it is too long. */
export function summarize(text: string): string {
  const plain = toPlainText(text);
  return plain.length <= MAX_SUMMARY ? plain : plain.slice(0, MAX_SUMMARY - 1).replace(/\s\S*$/, ' …');
}

/** What a Markdown field may not hold; of each rule the first that a field breaks. */
export function* checkProse(fields: Iterable<Prose>): Generator<Problem> {
  for (const { source, path, text } of fields) {
    // Asked before parsing, which takes a call for each level.
    if (NESTED.test(text)) {
      yield {
        file: source.file,
        ...source.locate(path),
        rule: 'prose-depth',
        message: `${formatPath(path)} is nested too deeply`,
        remedy: 'write paragraphs, and lists of one level',
      };
      continue;
    }
    // Parsing is the slow part of a check, and nothing below can occur without one of these.
    if (!SUSPECT.test(outsideCode(text))) continue;
    const reported = new Set<string>();
    for (const node of walk(parser.parse(text))) {
      const complaint = complain(node);
      if (complaint === undefined || reported.has(complaint.rule)) continue;
      reported.add(complaint.rule);
      const { start, end } = node.position ?? {};
      const [excerpt = ''] = text.slice(start?.offset, end?.offset).split('\n');
      yield {
        file: source.file,
        ...source.locate(path, excerpt),
        ...complaint,
        message: `${formatPath(path)} has ${complaint.message}`,
      };
    }
  }
}

/** A line that opens more than eight quotations and lists. */
const NESTED = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){9}/m;

/** Raw HTML or an autolink; a heading; a link, an image or a definition; the line under a heading. */
const SUSPECT = /<[a-z/!?]|#(?:\s|$)|\][([:]|^[ \t>]*(?:=+|-+)[ \t]*$/im;

/** `text` without its code spans, where it is so plain (one line, single backticks) that each pair of backticks is one. */
function outsideCode(text: string): string {
  return /[\n\\|]|``/.test(text) ? text : text.replace(/`[^`]*`/g, '``');
}

/** What is wrong with `node`; the message goes on after "has". */
function complain(node: Nodes): Pick<Problem, 'rule' | 'message' | 'remedy'> | undefined {
  switch (node.type) {
    case 'html':
      return {
        rule: 'prose-html',
        message: `raw HTML, ${quote(node.value)}`,
        remedy: 'write Markdown; put code such as List<T> into backticks',
      };
    case 'heading':
      return {
        rule: 'prose-heading',
        message: `a heading, ${quote(textOf(node))}`,
        remedy: 'the page has its own headings; write a paragraph',
      };
    case 'image':
    case 'imageReference':
      return { rule: 'prose-image', message: `an image, ${quote(node.alt ?? '')}`, remedy: 'say it in words' };
    case 'footnoteReference':
    case 'footnoteDefinition':
      return {
        rule: 'prose-footnote',
        message: `a footnote, ${quote(`[^${node.identifier}]`)}`,
        remedy: 'say it in the sentence',
      };
    case 'link':
    case 'definition':
      if (isSafeUrl(node.url)) return undefined;
      return {
        rule: 'prose-link',
        message: `a link to ${quote(node.url)}`,
        remedy: 'link to an http or https address',
      };
    default:
      return undefined;
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length <= 40 ? text : `${text.slice(0, 39)}…`);
}

/** Whether an address of untrusted origin may be linked to. */
export function isSafeUrl(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}

/** Takes the address from every link that leads elsewhere and from every image, however it was written; the text stays. */
function removeUnsafeAddresses(node: HtmlNodes): void {
  if (node.type === 'element') {
    const { alt, href } = node.properties;
    if (!isSafeUrl(String(href))) delete node.properties['href'];
    if (node.tagName === 'img') {
      Object.assign(node, { tagName: 'span', properties: {}, children: [{ type: 'text', value: alt ?? '' }] });
    }
  }
  if ('children' in node) for (const child of node.children) removeUnsafeAddresses(child);
}

function* walk(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}

/** Nodes whose children a reader sees apart. */
const SEPARATED: ReadonlySet<string> = new Set(['root', 'blockquote', 'list', 'listItem', 'table', 'tableRow']);

function textOf(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  if ('alt' in node) return node.alt ?? '';
  if (node.type === 'break') return ' ';
  if (!('children' in node)) return '';
  return node.children.map(textOf).join(SEPARATED.has(node.type) ? ' ' : '');
}
