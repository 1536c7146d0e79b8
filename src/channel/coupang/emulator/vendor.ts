import { account } from './account.js';
import { badRequest } from './replies.js';
import type { JsonObject } from './request.body.js';

/**
 * The vendorId that a body repeats must be the caller's; the text is documented, that bodies are checked for it is not.
 * @evidence assumed
 */
export function checkVendor(body: JsonObject): void {
  if (body.text('vendorId') !== account.vendorId) throw badRequest('Invalid vendor ID');
}

/** What a vendorId looks like. */
export const isVendorId = (text: string): boolean => /^[AC]\d+$/.test(text);
