import { reactive, ref, shallowRef } from 'vue';
import { PageProblem } from '@/shared/problems';
import { FILES_MAX, uploadFile, type UploadedFile } from './files';

/** Files as evidence. Reactive. */
export interface Uploads {
  readonly files: readonly UploadedFile[];
  readonly busy: boolean;
  /** Whether more were chosen than are taken. */
  readonly tooMany: boolean;
  /** What was not taken of the last choice, and why. */
  readonly failures: readonly { name: string; error: unknown }[];
  take: (chosen: readonly File[]) => Promise<void>;
  remove: (fileId: string) => void;
  clear: () => void;
  /** What is sent; refuses while a file is on its way, since it would be left out. */
  ids: () => string[];
}

/** Hands each file in as soon as it is chosen, so that what is wrong with it is said at once. */
export function useUploads(): Uploads {
  const files = shallowRef<readonly UploadedFile[]>([]);
  const failures = shallowRef<Uploads['failures']>([]);
  const tooMany = ref(false);
  const busy = ref(false);
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;

  async function upload(chosen: readonly File[]): Promise<void> {
    const room = FILES_MAX - files.value.length;
    failures.value = [];
    tooMany.value = chosen.length > room;
    for (const file of chosen.slice(0, room)) {
      try {
        const uploaded = await uploadFile(file);
        files.value = [...files.value, uploaded];
      } catch (error) {
        failures.value = [...failures.value, { name: file.name, error }];
      }
    }
  }

  function take(chosen: readonly File[]): Promise<void> {
    waiting += 1;
    busy.value = true;
    last = last
      .then(() => upload(chosen))
      .finally(() => {
        waiting -= 1;
        busy.value = waiting > 0;
      });
    return last;
  }

  function ids(): string[] {
    if (busy.value) {
      throw new PageProblem('files-uploading');
    }
    return files.value.map(({ fileId }) => fileId);
  }

  return reactive({
    files,
    failures,
    tooMany,
    busy,
    take,
    ids,
    remove: (fileId: string) => {
      files.value = files.value.filter((file) => file.fileId !== fileId);
    },
    clear: () => {
      files.value = [];
      failures.value = [];
      tooMany.value = false;
    },
  });
}
