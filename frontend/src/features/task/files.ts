import { api, newAttempt, unwrap, type TaskSchemas } from '@/shared/api';

export type UploadedFile = TaskSchemas['UploadedFile'];

export const FILES_MAX = 10;

/** Hands a file in. The server looks at what it is, whatever its name says. */
export const uploadFile = (file: File): Promise<UploadedFile> =>
  unwrap(
    api.POST('/api/v1/task-files', {
      body: { file: '' },
      bodySerializer: () => {
        const form = new FormData();
        form.append('file', file, file.name);
        return form;
      },
      headers: newAttempt(),
    }),
  );

export const downloadFile = (id: string): Promise<Blob> =>
  unwrap<Blob>(
    api.GET('/api/v1/task-files/{id}', { params: { path: { id } }, parseAs: 'blob' }) as Promise<{
      data?: Blob;
      error?: unknown;
      response: Response;
    }>,
  );
