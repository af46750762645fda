import { render, screen } from '@testing-library/vue';
import { expect, it } from 'vitest';
import MarkdownText from './MarkdownText';

const show = (text: string) => render(MarkdownText, { props: { text } });

it('shows headings, lists, code and tables', () => {
  show('# 要求\n\n- 一\n- **二**\n\n`a < b`\n\n| x | y |\n|---|---|\n| 1 | 2 |');

  expect(screen.getByRole('heading', { level: 3, name: '要求' })).toBeInTheDocument();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['一', '二']);
  expect(screen.getByText('a < b')).toBeInTheDocument();
  expect(screen.getByRole('cell', { name: '2' })).toBeInTheDocument();
});

it('takes nothing as HTML', () => {
  const { container } = show('<img src=x onerror=alert(1)>\n\n<script>alert(1)</script> a <b>c</b>');

  expect(container.querySelector('img, script, b')).toBeNull();
  expect(container.textContent).toContain('<script>alert(1)</script>');
});

it('links web pages only and loads no picture', () => {
  const { container } = show('[good](https://example.com) [bad](javascript:alert(1)) ![pic](https://t.example/1.png)');

  expect(screen.getByRole('link', { name: 'good' })).toHaveAttribute('rel', expect.stringContaining('noopener'));
  expect(screen.queryByRole('link', { name: 'bad' })).not.toBeInTheDocument();
  expect(container.querySelector('img')).toBeNull();
});
