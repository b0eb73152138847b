/** Markdown of the catalog for a terminal: paragraphs and lists wrapped, code colored, each link with its address behind. */
import type { BlockContent, DefinitionContent, List, PhrasingContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { codeSpan, hang, indent, wrap, type Span } from './layout.ts';
import type { Screen, Style } from './terminal.ts';

const parser = unified().use(remarkParse).freeze();

/** `markdown` as lines of at most `width` columns; `lead` stands before its first paragraph. */
export function renderProse(screen: Screen, markdown: string, width: number, lead: readonly Span[] = []): string[] {
  const blocks = parser.parse(markdown).children.flatMap((node) => (isBlock(node) ? node : []));
  const [first] = blocks;
  return first?.type === 'paragraph'
    ? separate([wrap(screen, [...lead, ...spansOf(screen, first.children)], width), ...blocks.slice(1).map(render)])
    : separate([wrap(screen, lead, width), ...blocks.map(render)]);

  function render(node: BlockContent | DefinitionContent): string[] {
    return renderBlock(screen, node, width);
  }
}

function isBlock(node: { readonly type: string }): node is BlockContent | DefinitionContent {
  return node.type !== 'yaml';
}

/** Blocks with an empty line between. */
function separate(blocks: readonly (readonly string[])[]): string[] {
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** A block that the catalog allows; what it forbids, such as raw HTML, is left out. */
function renderBlock(screen: Screen, node: BlockContent | DefinitionContent, width: number): string[] {
  switch (node.type) {
    case 'paragraph':
      return wrap(screen, spansOf(screen, node.children), width);
    case 'code':
      return indent(node.value.split('\n'), 4);
    case 'list':
      return renderList(screen, node, width);
    case 'blockquote':
      return indent(separate(node.children.map((child) => renderBlock(screen, child, width - 2))), 2);
    default:
      return [];
  }
}

function renderList(screen: Screen, { ordered, start, children }: List, width: number): string[] {
  return children.flatMap((item, index) => {
    const mark = ordered === true ? `${String((start ?? 1) + index)}. ` : '- ';
    const blocks = item.children.map((child) => renderBlock(screen, child, width - mark.length));
    return hang(mark, mark.length, separate(blocks));
  });
}

function spansOf(screen: Screen, nodes: readonly PhrasingContent[], ...styles: readonly Style[]): Span[] {
  return nodes.flatMap((node): Span[] => {
    switch (node.type) {
      case 'text':
        return [{ text: node.value, styles }];
      case 'inlineCode':
        return [codeSpan(screen, node.value)];
      case 'strong':
        return spansOf(screen, node.children, ...styles, 'bold');
      case 'emphasis':
        return spansOf(screen, node.children, ...styles, 'underline');
      case 'link':
        return [...spansOf(screen, node.children, ...styles), { text: ` (${node.url})`, styles: ['dim'] }];
      case 'break':
        return [{ text: ' ', styles }];
      default:
        return [];
    }
  });
}
