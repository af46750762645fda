import userEvent from '@testing-library/user-event';
import { screen, waitFor, within } from '@testing-library/vue';
import { describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { mount } from '@/shared/testing/mount';
import { fakeServer, problem, type Answer } from '@/shared/testing/server';
import { FILES_MAX } from '../files';
import { useUploads, type Uploads } from '../useUploads';
import FilePicker from './FilePicker.vue';

const UPLOAD = 'POST /api/v1/task-files';
const file = (name: string) => new File(['x'], name, { type: 'text/plain' });

async function open(answer?: Answer) {
  let count = 0;
  const server = fakeServer({
    [UPLOAD]: answer ?? (() => ({ fileId: String(++count), name: `${String(count)}.txt`, bytes: 1 })),
  });
  let uploads: Uploads | undefined;
  const Host = defineComponent(() => {
    uploads = useUploads();
    return () => h(FilePicker, { uploads: uploads as Uploads });
  });
  await mount(Host);
  return {
    server,
    uploads: uploads as unknown as Uploads,
    input: screen.getByLabelText<HTMLInputElement>('文件'),
    user: userEvent.setup({ delay: null }),
  };
}

const list = () => within(screen.getByRole('list', { name: '文件' }));

describe('files as evidence', () => {
  it('are handed in at once, and the focus stays with their choice', async () => {
    const { uploads, input, user } = await open();
    input.focus();

    await user.upload(input, [file('one.txt'), file('two.txt')]);

    await waitFor(() => {
      expect(uploads.ids()).toEqual(['1', '2']);
    });
    expect(list().getAllByRole('listitem')).toHaveLength(2);
    expect(input).toHaveFocus();
  });

  it('are not sent while one of them is on its way: it would be left out', async () => {
    let arrive: (value: unknown) => void = () => undefined;
    const { uploads, input, user } = await open(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );

    await user.upload(input, file('slow.txt'));
    expect(await screen.findByText('正在上传…')).toBeInTheDocument();
    expect(() => uploads.ids()).toThrow('files-uploading');

    await waitFor(() => {
      arrive({ fileId: '7', name: 'slow.txt', bytes: 1 });
      expect(uploads.ids()).toEqual(['7']);
    });
  });

  it('say of each that was not taken why, and of too many that there are', async () => {
    let count = 0;
    const { uploads, input, user } = await open(() =>
      (count += 1) <= 2 ? problem(400, 'file-type-refused') : { fileId: String(count), name: 'n', bytes: 1 },
    );

    await user.upload(
      input,
      Array.from({ length: FILES_MAX + 1 }, (_, index) => file(`${String(index)}.txt`)),
    );

    await waitFor(() => {
      expect(uploads.ids()).toHaveLength(FILES_MAX - 2);
    });
    const said = screen.getByText(/多出的没有上传/);
    expect(said).toHaveTextContent('0.txt：不接受这种文件。');
    expect(said).toHaveTextContent('1.txt：不接受这种文件。');
  });

  it('give the focus to the next one when one is removed, and at last to their choice', async () => {
    const { uploads, input, user } = await open();
    await user.upload(input, [file('one.txt'), file('two.txt')]);
    await waitFor(() => {
      expect(uploads.ids()).toHaveLength(2);
    });

    await user.click(screen.getByRole('button', { name: '移除 1.txt' }));
    expect(screen.getByRole('button', { name: '移除 2.txt' })).toHaveFocus();
    await user.keyboard('{Enter}');

    expect(input).toHaveFocus();
    expect(uploads.ids()).toEqual([]);
  });
});
