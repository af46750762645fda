import { Lexer, type Token, type Tokens } from 'marked';
import { defineComponent, h, type VNodeChild } from 'vue';
import { isWebPage } from '@/shared/format';

const HEADINGS = ['h3', 'h4', 'h5', 'h6', 'h6', 'h6'];

/** Text as Markdown means it: entities are for HTML, and this makes none. */
function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

function link(address: string, content: VNodeChild): VNodeChild {
  return isWebPage(address)
    ? h('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow ugc' }, [content])
    : content;
}

function cell(of: Tokens.TableCell, tag: string): VNodeChild {
  return h(tag, { style: of.align ? { textAlign: of.align } : undefined }, inside(of.tokens));
}

function inside(tokens: readonly Token[] | undefined): VNodeChild[] {
  return (tokens ?? []).map(one);
}

/** One token as an element. What is not listed here becomes its own source text: nothing is ever taken as HTML. */
function one(token: Token): VNodeChild {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return h(HEADINGS[(token as Tokens.Heading).depth - 1] ?? 'h6', inside(token.tokens));
    case 'paragraph':
      return h('p', inside(token.tokens));
    case 'blockquote':
      return h('blockquote', inside(token.tokens));
    case 'list': {
      const list = token as Tokens.List;
      return h(list.ordered ? 'ol' : 'ul', list.start ? { start: list.start } : {}, list.items.map(one));
    }
    case 'list_item':
      return h('li', inside(token.tokens));
    case 'code':
      return h('pre', { tabindex: 0 }, [h('code', (token as Tokens.Code).text)]);
    case 'codespan':
      return h('code', plain((token as Tokens.Codespan).text));
    case 'strong':
    case 'em':
    case 'del':
      return h(token.type, inside(token.tokens));
    case 'br':
      return h('br');
    case 'hr':
      return h('hr');
    case 'link':
      return link((token as Tokens.Link).href, inside(token.tokens));
    case 'image': {
      // No picture is loaded from elsewhere; it stays a link to look at.
      const image = token as Tokens.Image;
      return link(image.href, image.text || image.href);
    }
    case 'table': {
      const table = token as Tokens.Table;
      const rows = table.rows.map((row) =>
        h(
          'tr',
          row.map((of) => cell(of, 'td')),
        ),
      );
      const head = h('thead', [
        h(
          'tr',
          table.header.map((of) => cell(of, 'th')),
        ),
      ]);
      return h('div', { class: 'markdown__table', tabindex: 0 }, [h('table', [head, h('tbody', rows)])]);
    }
    case 'checkbox':
      return h('span', (token as Tokens.Checkbox).checked ? '☑ ' : '☐ ');
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens ? inside(token.tokens) : plain((token as Tokens.Text).text);
    default:
      return token.raw;
  }
}

/** People's Markdown as elements: no HTML of theirs, no pictures from elsewhere, links to web pages only. */
export default defineComponent({
  name: 'MarkdownText',
  props: { text: { type: String, required: true } },
  setup: (props) => () =>
    h('div', { class: 'markdown' }, inside(new Lexer({ gfm: true, breaks: true }).lex(props.text))),
});
