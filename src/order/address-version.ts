import { createHash } from 'node:crypto';

type Address = {
  readonly receiverName: string | null;
  readonly zipCode: string | null;
  readonly receiverAddress: string | null;
};

/**
 * A short fingerprint of who receives where. Phones are left out: safe numbers (안심번호) change by themselves, and a parcel
 * does not go astray by them.
 */
export const addressVersionOf = (address: Address): string =>
  createHash('sha256')
    .update(
      [address.receiverName, address.zipCode, address.receiverAddress].map((part) => part?.trim() ?? '').join('\n'),
    )
    .digest('base64url')
    .slice(0, 16);
