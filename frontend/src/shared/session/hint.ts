const STORED_AS = 'guildhall.session';

/**
 * Whether a refresh cookie is likely there. The cookie itself cannot be read by the page; without this note every guest
 * would ask for a renewal that must fail. It holds no secret.
 */
export function sessionIsLikely(): boolean {
  try {
    return localStorage.getItem(STORED_AS) !== null;
  } catch {
    return true;
  }
}

export function noteSession(exists: boolean): void {
  try {
    if (exists) {
      localStorage.setItem(STORED_AS, '1');
    } else {
      localStorage.removeItem(STORED_AS);
    }
  } catch {
    // Without storage the page asks for a renewal at each load.
  }
}
