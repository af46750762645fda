import { ref } from 'vue';
import { OUTAGE_STATUS } from './problem';

/**
 * Whether the last call failed to reach the site at all. The shell shows a banner while it is so. An outage of one area is told where
 * that area's content would be: the gateway answers it with a problem document, which nothing in front of it does.
 */
export const unreachable = ref(false);

function isOutageOfAll(response: Response): boolean {
  const answeredByUs = response.headers.get('Content-Type')?.startsWith('application/problem+json') ?? false;
  return OUTAGE_STATUS.has(response.status) && !answeredByUs;
}

/** `fetch`, which also keeps the banner's state. */
export async function watchedFetch(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (!request.signal.aborted) {
      unreachable.value = true;
    }
    throw error;
  }
  unreachable.value = isOutageOfAll(response);
  return response;
}
