import type { LocationQueryValue } from 'vue-router';

const HOME = '/index/';
/** Pages that make no sense after a sign-in. */
const SIGN_IN_PAGES = ['/login/', '/register/', '/recover/', '/reset-password/'];

/** Where to go after signing in. Only a path of this site: anything else would make the link a door for phishing. */
export function returnPath(value: LocationQueryValue | LocationQueryValue[] | undefined): string {
  if (typeof value !== 'string' || !value.startsWith('/')) {
    return HOME;
  }
  let target: URL;
  try {
    target = new URL(value, window.location.origin);
  } catch {
    return HOME;
  }
  if (target.origin !== window.location.origin || SIGN_IN_PAGES.some((page) => target.pathname.startsWith(page))) {
    return HOME;
  }
  // The path of a URL may itself start with two slashes, which a browser reads as another host.
  const path = target.pathname.replace(/^\/+/, '/');
  return path + target.search + target.hash;
}
