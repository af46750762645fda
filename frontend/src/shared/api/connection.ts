import { ref } from 'vue';

/** Whether the last call failed to reach the server. The shell shows a banner while it is so. */
export const unreachable = ref(false);

const OUTAGE_STATUS = new Set([502, 503, 504]);

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
  unreachable.value = OUTAGE_STATUS.has(response.status);
  return response;
}
