import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed text that this key does not open: another key sealed it, for another purpose, or it was changed. */
export class SealBroken extends Error {
  constructor(purpose: string) {
    super(`what is sealed for ${purpose} cannot be opened with this key`);
    this.name = 'SealBroken';
  }
}

/** Encrypts what the store keeps secret (AES-256-GCM). A sealed text opens only under the purpose it was sealed for. */
export class SecretBox {
  /** @param key 32 bytes: MOA_MASTER_KEY. */
  constructor(private readonly key: Buffer) {}

  seal(plain: string, purpose: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** @throws SealBroken */
  open(text: string, purpose: string): string {
    const bytes = Buffer.from(text.slice(VERSION.length + 1), 'base64url');
    try {
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv(CIPHER, this.key, iv, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SealBroken(purpose);
    }
  }
}
