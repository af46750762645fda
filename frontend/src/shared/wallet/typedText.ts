import type { TypedData } from '@/shared/api';

/** A message to sign as the wallets in this page show it: every field, nothing left out. */
export function typedText(typed: TypedData): string {
  const { name, version, chainId, verifyingContract } = typed.domain;
  const fields = typed.types[typed.primaryType] ?? [];
  return [
    `${name} v${version}`,
    `chain: ${String(chainId)}`,
    `contract: ${verifyingContract}`,
    '',
    typed.primaryType,
    ...fields.map((field) => `${field.name}: ${String(typed.message[field.name])}`),
  ].join('\n');
}
